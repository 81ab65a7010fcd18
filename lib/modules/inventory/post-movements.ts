import { groupBy } from '@/lib/kernel/group'
import { newId } from '@/lib/kernel/ids'
import { share } from '@/lib/kernel/money'
import { stockIncreased } from '@/lib/modules/inventory/events'
import {
  averageOf,
  type Layer,
  type LayerUse,
  putBack,
  putIn,
  takeOut,
  usesBetween,
} from '@/lib/modules/inventory/internal/layers'
import { type Balance, lockBalances, placeKey } from '@/lib/modules/inventory/internal/lock-balances'
import { type Placed, placeMovements } from '@/lib/modules/inventory/internal/place-movements'
import { noPosting, type Posting, writePosting } from '@/lib/modules/inventory/internal/post-stock.sql'
import { writeSerials } from '@/lib/modules/inventory/internal/write-serials'
import type { LayerIn, NewMovement } from '@/lib/modules/inventory/new-movement'
import type { Wish } from '@/lib/modules/inventory/reserve-stock'
import type { Context } from '@/lib/platform/door/context'

/** What a posting does beside its movements: to reservations, and to what is expected. */
export type Promises = {
  closed?: Posting['closed']
  opened?: readonly Wish[]
  expected?: Posting['expected']
  pooled?: Posting['pooled']
}

/**
 * Posts movements with their value, in sequence: what goes out takes value out of the layers by the company's cost method,
 * what comes in makes a layer. Refuses `insufficient_stock` when a bin does not hold what goes out, or a place would fall
 * below what is reserved there. Answers each movement's value.
 */
export async function postMovements(
  ctx: Context,
  movements: readonly NewMovement[],
  { closed = noPosting.closed, opened = [], expected = [], pooled = [] }: Promises = {},
): Promise<bigint[]> {
  const method = ctx.tenant.settings.costMethod
  const balances = await lockBalances(ctx, [...movements, ...expected])
  const placed = await placeMovements(ctx, movements, balances)
  const undone = await usesOf(ctx, movements)
  // A receipt needs to know the older layers only where all of them share one value.
  const touching = movements.filter(
    (m) => m.reason !== 'move' && (m.quantity < 0 || m.undoes || method === 'moving_average'),
  )
  const layers = await layersOf(ctx, touching, [...undone.values()].flat())
  const posting: Posting = {
    ...noPosting,
    movements: [],
    layers: [],
    uses: [],
    closed,
    opened: openings(opened),
    expected: [...expected],
    pooled: [...pooled],
    blocked: [],
  }
  const were = new Map([...layers.values()].flat().map((l) => [l.id, { ...l }]))
  const values = movements.map(() => 0n)
  const parts = groupBy(placed, (part) => part.of)
  const averages = new Map<Placed, bigint>()
  for (const movement of placed) {
    const place = placeKey(movement.skuId, movement.warehouseId)
    const balance = balances.get(place)
    if (!balance) throw new Error('a locked balance is missing')
    const id = newId()
    const { skuId, warehouseId, quantity, of, undoes, batchId } = movement
    const here = layers.get(place) ?? []
    layers.set(place, here)
    const before = here.map((l) => ({ ...l }))
    let value = 0n
    if (movement.reason === 'move') {
      // Nothing has come and nothing has gone: the layers do not know of bins.
    } else if (undoes) {
      const uses = undone.get(undoes) ?? []
      if (uses.reduce((n, use) => n + use.quantity, quantity) !== 0)
        throw new Error('the layers do not hold what is taken back')
      value = movement.value ?? 0n
      putBack(method, here, uses, value)
    } else if (quantity < 0) {
      // An average is of the place: whether units leave by one bin or by three, they are worth the same together.
      if (method === 'moving_average' && !averages.has(movement))
        for (const [part, worth] of sharesOf(here, parts.get(of) ?? [])) averages.set(part, worth)
      value = -takeOut(method, here, -quantity, balance.batched ? batchId : undefined, averages.get(movement))
    } else {
      for (const part of arriving(ctx, movement, balance)) {
        const layer = { id: newId(), batchId, receivedAt: part.receivedAt, left: part.quantity, value: part.value }
        before.push({ ...layer })
        putIn(method, here, layer)
        posting.layers.push({
          ...{ id: layer.id, skuId, warehouseId, receivedAt: part.receivedAt, movementId: id },
          ...{ quantity: part.quantity, value: part.value, left: 0, valueLeft: 0n, batchId },
        })
        value += part.value
      }
    }
    posting.uses.push(...usesBetween(before, here).map((use) => ({ ...use, movementId: id })))
    balance.on_hand += quantity
    if (movement.defective) balance.defective += quantity
    else if (movement.blocked) posting.blocked.push({ skuId, warehouseId, quantity })
    balance.value_minor += value
    values[of] = (values[of] ?? 0n) + value
    posting.movements.push(rowOf(movement, id, value))
  }
  const now = new Map([...layers.values()].flat().map((l) => [l.id, l]))
  posting.layers = posting.layers.map((made) => {
    const { left, value } = now.get(made.id) ?? { left: 0, value: 0n }
    return { ...made, left, valueLeft: value }
  })
  posting.usedLayers = [...now.values()].filter((l) => {
    const was = were.get(l.id)
    return was && (was.left !== l.left || was.value !== l.value)
  })
  await writePosting(ctx, posting)
  await writeSerials(ctx, movements, posting.movements, balances)
  const risen = risenSkus(placed)
  if (risen.length > 0) ctx.emit(stockIncreased(risen))
  return values
}

/** What the parts of one movement are worth of the average of them all. */
function sharesOf(layers: readonly Layer[], parts: readonly Placed[]): (readonly [Placed, bigint])[] {
  const worth = averageOf(
    layers,
    parts.reduce((n, part) => n - part.quantity, 0),
  )
  const shares = share(
    worth,
    parts.map((part) => BigInt(-part.quantity)),
  )
  return parts.map((part, i) => [part, shares[i] ?? 0n] as const)
}

/** SKUs of which more may be promised somewhere than before; what only comes back to its parcel is kept for it again. */
function risenSkus(placed: readonly Placed[]): string[] {
  const sums = new Map<string, number>()
  for (const { skuId, warehouseId, quantity, defective, blocked, undoes } of placed) {
    if (defective || blocked || undoes) continue
    const place = placeKey(skuId, warehouseId)
    sums.set(place, (sums.get(place) ?? 0) + quantity)
  }
  const risen = placed.filter((m) => (sums.get(placeKey(m.skuId, m.warehouseId)) ?? 0) > 0)
  return [...new Set(risen.map((m) => m.skuId))]
}

function rowOf(movement: Placed, id: string, value: bigint): Posting['movements'][number] {
  const { skuId, warehouseId, binId, quantity, reason, defective, batchId, lineId = null, key, note = '' } = movement
  const { referenceType, referenceId, reference } = movement
  return {
    ...{ id, skuId, warehouseId, binId, quantity, value, reason, defective, batchId, lineId, key, note },
    ...{ referenceType, referenceId, reference },
  }
}

/** The layers that units come in as: those they were elsewhere, else one of today. */
function arriving(ctx: Context, { quantity, value, cameAs, unitHint }: Placed, balance: Balance): readonly LayerIn[] {
  if (cameAs) return cameAs
  return [{ receivedAt: ctx.now, quantity, value: value ?? usualValue(balance, quantity, unitHint ?? 0n) }]
}

function openings(wishes: readonly Wish[]): Posting['opened'] {
  return wishes.map((wish) => ({ ...wish, poolId: wish.poolId ?? null, id: newId() }))
}

/** What the units here cost on average, for goods that come in without a price. */
function usualValue(balance: Balance, quantity: number, hint: bigint): bigint {
  if (balance.on_hand <= 0) return hint * BigInt(quantity)
  const [value = 0n] = share(balance.value_minor * BigInt(quantity), [1n, BigInt(balance.on_hand - 1)])
  return value
}

/**
 * The units that each undone movement took out of layers, or brought in as layers of its own; what it did to value alone is not
 * undone unit by unit.
 */
async function usesOf(ctx: Context, movements: readonly NewMovement[]): Promise<Map<string, LayerUse[]>> {
  const ids = movements.flatMap((m) => m.undoes ?? [])
  if (ids.length === 0) return new Map()
  const rows = await ctx.sql<{ movement_id: string; layer_id: string; quantity: number; value_minor: bigint }>(
    `select movement_id, layer_id, quantity, value_minor from cost_layer_uses
      where tenant_id = $1 and movement_id = any($2::uuid[]) and quantity <> 0`,
    [ids],
    'layer-uses',
  )
  const takenBack = movements.filter((m) => m.undoes && m.quantity < 0)
  if (takenBack.length > 0) rows.push(...(await madeBy(ctx, takenBack)))
  return new Map(
    [...groupBy(rows, (r) => r.movement_id)].map(([id, uses]) => [
      id,
      uses.map((u) => ({ layerId: u.layer_id, quantity: u.quantity, value: u.value_minor })),
    ]),
  )
}

/** The layers that some movements made, while nothing has left them. */
function madeBy(ctx: Context, movements: readonly NewMovement[]) {
  return ctx.sql<{ movement_id: string; layer_id: string; quantity: number; value_minor: bigint }>(
    `select l.movement_id, l.id as layer_id, l.quantity_in as quantity, l.value_in_minor as value_minor
       from unnest($2::uuid[], $3::uuid[], $4::uuid[]) as u(movement, sku, warehouse)
       join cost_layers l on l.tenant_id = $1 and l.sku_id = u.sku and l.warehouse_id = u.warehouse and l.movement_id = u.movement
      where l.quantity_left > 0 and l.quantity_left = l.quantity_in`,
    [movements.map((m) => m.undoes), movements.map((m) => m.skuId), movements.map((m) => m.warehouseId)],
    'layers-made',
  )
}

/** The open layers of some places, oldest first, and those that units return to even if nothing is left in them. */
async function layersOf(
  ctx: Context,
  movements: readonly NewMovement[],
  uses: readonly LayerUse[],
): Promise<Map<string, Layer[]>> {
  const found = new Map<string, Layer[]>()
  if (movements.length === 0) return found
  const rows = await ctx.sql<{
    id: string
    sku_id: string
    warehouse_id: string
    received_at: Date
    quantity_left: number
    value_left_minor: bigint
    batch_id: string | null
  }>(
    `select id, sku_id, warehouse_id, received_at, quantity_left, value_left_minor, batch_id from (
       select l.* from cost_layers l join (select distinct * from unnest($2::uuid[], $3::uuid[]) as u(sku, warehouse)) p
           on l.sku_id = p.sku and l.warehouse_id = p.warehouse
        where l.tenant_id = $1 and l.quantity_left > 0
       union select l.* from cost_layers l where l.tenant_id = $1 and l.id = any($4::uuid[])) found
      order by received_at, id`,
    [movements.map((m) => m.skuId), movements.map((m) => m.warehouseId), uses.map((u) => u.layerId)],
    'layers-open',
  )
  for (const row of rows) {
    const place = placeKey(row.sku_id, row.warehouse_id)
    const list = found.get(place) ?? []
    list.push({
      ...{ id: row.id, batchId: row.batch_id, receivedAt: row.received_at },
      ...{ left: row.quantity_left, value: row.value_left_minor },
    })
    found.set(place, list)
  }
  return found
}
