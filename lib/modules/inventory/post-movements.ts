import { newId } from '@/lib/kernel/ids'
import { share } from '@/lib/kernel/money'
import { refuse } from '@/lib/kernel/refusal'
import { stockIncreased } from '@/lib/modules/inventory/events'
import { consumeLayers, type Layer } from '@/lib/modules/inventory/internal/consume-layers'
import { type Balance, lockBalances, placeKey } from '@/lib/modules/inventory/internal/lock-balances'
import { type Posting, writePosting } from '@/lib/modules/inventory/internal/post-stock.sql'
import type { Context } from '@/lib/platform/door/context'

export type MovementReason = 'receipt' | 'shipment' | 'unship' | 'adjustment' | 'return'

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
  /** The same key twice is refused by the database: one effect. */
  key: string
}

/** The reservations that a shipment uses up, beside its movements. */
export type Closing = { ids: string[]; state: 'consumed' | 'released' | 'broken' }

const nothing: Closing = { ids: [], state: 'released' }

/**
 * Posts movements with their value, in sequence: what goes out takes the oldest layers' value, what comes in makes a layer.
 * Refuses `insufficient_stock` when a place would fall below what is reserved there. Answers each movement's value.
 */
export async function postMovements(
  ctx: Context,
  movements: readonly NewMovement[],
  closing: Closing = nothing,
): Promise<bigint[]> {
  const balances = await lockBalances(ctx, movements)
  const layers = await openLayers(
    ctx,
    movements.filter((m) => m.quantity < 0),
  )
  const posting: Posting = { movements: [], layers: [], usedLayers: [], opened: [], closed: closing }
  const before = new Map([...layers.values()].flat().map((l) => [l.id, l.left]))
  for (const movement of movements) {
    const place = placeKey(movement.skuId, movement.warehouseId)
    const balance = balances.get(place)
    if (!balance) throw new Error('a locked balance is missing')
    const id = newId()
    const { value: given, unitHint, note = '', ...rest } = movement
    let value: bigint
    if (movement.quantity < 0) {
      if (balance.on_hand + movement.quantity < 0) refuse('insufficient_stock')
      value = -consumeLayers(layers.get(place) ?? [], -movement.quantity)
    } else {
      value = given ?? usualValue(balance, movement.quantity, unitHint ?? 0n)
      const layer = {
        id: newId(),
        skuId: movement.skuId,
        warehouseId: movement.warehouseId,
        quantity: movement.quantity,
        value,
        movementId: id,
      }
      posting.layers.push(layer)
    }
    balance.on_hand += movement.quantity
    balance.value_minor += value
    posting.movements.push({ ...rest, note, id, value })
  }
  posting.usedLayers = [...layers.values()].flat().filter((l) => before.get(l.id) !== l.left)
  await writePosting(ctx, posting)
  const risen = movements.filter((m) => m.quantity > 0).map((m) => m.skuId)
  if (risen.length > 0) ctx.emit(stockIncreased([...new Set(risen)]))
  return posting.movements.map((m) => m.value)
}

/** What the units here cost on average, for goods that come in without a price. */
function usualValue(balance: Balance, quantity: number, hint: bigint): bigint {
  if (balance.on_hand <= 0) return hint * BigInt(quantity)
  const [value = 0n] = share(balance.value_minor * BigInt(quantity), [1n, BigInt(balance.on_hand - 1)])
  return value
}

async function openLayers(ctx: Context, outgoing: readonly NewMovement[]): Promise<Map<string, Layer[]>> {
  const found = new Map<string, Layer[]>()
  if (outgoing.length === 0) return found
  const rows = await ctx.sql<{
    id: string
    sku_id: string
    warehouse_id: string
    quantity_left: number
    value_left_minor: bigint
  }>(
    `select l.id, l.sku_id, l.warehouse_id, l.quantity_left, l.value_left_minor
       from cost_layers l join (select distinct * from unnest($2::uuid[], $3::uuid[]) as u(sku, warehouse)) p
         on l.sku_id = p.sku and l.warehouse_id = p.warehouse
      where l.tenant_id = $1 and l.quantity_left > 0
      order by l.received_at, l.id`,
    [outgoing.map((m) => m.skuId), outgoing.map((m) => m.warehouseId)],
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
