import { groupBy } from '@/lib/kernel/group'
import { newId } from '@/lib/kernel/ids'
import { share } from '@/lib/kernel/money'
import { refuse } from '@/lib/kernel/refusal'
import { stockIncreased } from '@/lib/modules/inventory/events'
import {
  type Layer,
  type LayerUse,
  putBack,
  putIn,
  takeOut,
  usesBetween,
} from '@/lib/modules/inventory/internal/layers'
import { type Balance, lockBalances, placeKey } from '@/lib/modules/inventory/internal/lock-balances'
import { noPosting, type Posting, writePosting } from '@/lib/modules/inventory/internal/post-stock.sql'
import type { Wish } from '@/lib/modules/inventory/reserve-stock'
import type { Context } from '@/lib/platform/door/context'

export type MovementReason =
  | 'receipt'
  | 'shipment'
  | 'unship'
  | 'adjustment'
  | 'return'
  | 'transfer_out'
  | 'transfer_in'

export type NewMovement = {
  skuId: string
  warehouseId: string
  binId: string
  /** Signed; positive comes in. */
  quantity: number
  reason: MovementReason
  referenceType: string
  referenceId: string
  /** What people read: a document's number. */
  reference: string
  note?: string
  /** Value of what comes in, minor units of the tenant's currency; absent: the place's average, else the hint, else nothing. */
  value?: bigint
  /** Value of one unit when nothing better is known. */
  unitHint?: bigint | null
  /** The movement that this one takes back: its units return into the layers they left, with `value`. */
  undoes?: string
  /** The same key twice is refused by the database: one effect. */
  key: string
}

/** What a posting does to reservations beside its movements. */
export type Promises = { closed?: Posting['closed']; opened?: readonly Wish[] }

/**
 * Posts movements with their value, in sequence: what goes out takes value out of the layers by the company's cost method,
 * what comes in makes a layer. Refuses `insufficient_stock` when a place would fall below what is reserved there.
 * Answers each movement's value.
 */
export async function postMovements(
  ctx: Context,
  movements: readonly NewMovement[],
  { closed = noPosting.closed, opened = [] }: Promises = {},
): Promise<bigint[]> {
  const method = ctx.tenant.settings.costMethod
  const balances = await lockBalances(ctx, movements)
  const undone = await usesOf(ctx, movements)
  // A receipt needs to know the older layers only where all of them share one value.
  const touching = movements.filter((m) => m.quantity < 0 || m.undoes || method === 'moving_average')
  const layers = await layersOf(ctx, touching, [...undone.values()].flat())
  const posting: Posting = { ...noPosting, movements: [], layers: [], uses: [], closed, opened: openings(opened) }
  const were = new Map([...layers.values()].flat().map((l) => [l.id, { ...l }]))
  for (const movement of movements) {
    const place = placeKey(movement.skuId, movement.warehouseId)
    const balance = balances.get(place)
    if (!balance) throw new Error('a locked balance is missing')
    const id = newId()
    const { value: given, unitHint, undoes, note = '', ...rest } = movement
    const here = layers.get(place) ?? []
    layers.set(place, here)
    const before = here.map((l) => ({ ...l }))
    let value: bigint
    if (movement.quantity < 0) {
      if (balance.on_hand + movement.quantity < 0) refuse('insufficient_stock')
      value = -takeOut(method, here, -movement.quantity)
    } else if (undoes) {
      value = given ?? 0n
      putBack(method, here, undone.get(undoes) ?? [], value)
    } else {
      value = given ?? usualValue(balance, movement.quantity, unitHint ?? 0n)
      const layer = { id: newId(), left: movement.quantity, value }
      before.push({ ...layer })
      putIn(method, here, layer)
      const { skuId, warehouseId, quantity } = movement
      posting.layers.push({ id: layer.id, skuId, warehouseId, quantity, value, left: 0, valueLeft: 0n, movementId: id })
    }
    posting.uses.push(...usesBetween(before, here).map((use) => ({ ...use, movementId: id })))
    balance.on_hand += movement.quantity
    balance.value_minor += value
    posting.movements.push({ ...rest, note, id, value })
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
  const risen = movements.filter((m) => m.quantity > 0 && !m.undoes).map((m) => m.skuId)
  if (risen.length > 0) ctx.emit(stockIncreased([...new Set(risen)]))
  return posting.movements.map((m) => m.value)
}

function openings(wishes: readonly Wish[]): Posting['opened'] {
  return wishes.map((wish) => ({ ...wish, id: newId() }))
}

/** What the units here cost on average, for goods that come in without a price. */
function usualValue(balance: Balance, quantity: number, hint: bigint): bigint {
  if (balance.on_hand <= 0) return hint * BigInt(quantity)
  const [value = 0n] = share(balance.value_minor * BigInt(quantity), [1n, BigInt(balance.on_hand - 1)])
  return value
}

/** The units that each undone movement took out of layers; what it did to value alone is not undone unit by unit. */
async function usesOf(ctx: Context, movements: readonly NewMovement[]): Promise<Map<string, LayerUse[]>> {
  const ids = movements.flatMap((m) => m.undoes ?? [])
  if (ids.length === 0) return new Map()
  const rows = await ctx.sql<{ movement_id: string; layer_id: string; quantity: number; value_minor: bigint }>(
    `select movement_id, layer_id, quantity, value_minor from cost_layer_uses
      where tenant_id = $1 and movement_id = any($2::uuid[]) and quantity <> 0`,
    [ids],
    'layer-uses',
  )
  return new Map(
    [...groupBy(rows, (r) => r.movement_id)].map(([id, uses]) => [
      id,
      uses.map((u) => ({ layerId: u.layer_id, quantity: u.quantity, value: u.value_minor })),
    ]),
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
    quantity_left: number
    value_left_minor: bigint
  }>(
    `select id, sku_id, warehouse_id, quantity_left, value_left_minor from (
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
    list.push({ id: row.id, left: row.quantity_left, value: row.value_left_minor })
    found.set(place, list)
  }
  return found
}
