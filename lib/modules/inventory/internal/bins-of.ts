import { type FieldError, invalid } from '@/lib/kernel/refusal'
import { type Place, placeKey } from '@/lib/modules/inventory/internal/lock-balances'
import type { NewMovement } from '@/lib/modules/inventory/new-movement'
import { todayOf } from '@/lib/modules/inventory/today-of'
import type { Context } from '@/lib/platform/door/context'

export type Bin = {
  id: string
  warehouseId: string
  isDefault: boolean
  capacity: number | null
  status: 'active' | 'closed'
  defective: boolean
}

/** Units of one batch; without one of a SKU that asks for none. */
export type Lot = {
  batchId: string | null
  /** May leave to a buyer today. */
  sellable: boolean
  /** The balance counts its units as not to be promised. */
  blocked: boolean
}

export const noLot: Lot = { batchId: null, sellable: true, blocked: false }

/** What one bin holds of one SKU, or of one batch of it. `kept`: how much of it is picked for parcels; nobody else may take that. */
export type Held = Lot & { binId: string; defective: boolean; quantity: number; kept: number }

const defective = `coalesce(z.kind = 'defective', false)`

/**
 * The bins that some movements come into, by id, and each warehouse's receiving bin, by the warehouse's id. Held until the
 * end: a bin cannot be closed or change its zone under goods that are on their way into it.
 */
export async function binsOf(ctx: Context, comingIn: readonly NewMovement[]): Promise<Map<string, Bin>> {
  if (comingIn.length === 0) return new Map()
  const rows = await ctx.sql<Bin>(
    `select b.id, b.warehouse_id as "warehouseId", b.is_default as "isDefault", b.capacity, b.status, ${defective} as defective
       from bins b left join zones z on z.tenant_id = $1 and z.id = b.zone_id
      where b.tenant_id = $1 and (b.id = any($2::uuid[]) or (b.is_default and b.warehouse_id = any($3::uuid[])))
      order by b.id for key share of b`,
    [comingIn.flatMap((m) => m.binId ?? []), [...new Set(comingIn.map((m) => m.warehouseId))]],
    'bins-of',
  )
  return new Map(rows.flatMap((bin) => [[bin.id, bin], ...(bin.isDefault ? [[bin.warehouseId, bin] as const] : [])]))
}

/**
 * What lies where of some SKUs: first what was there before batches, then by expiry, then by arrival of the batch; of each the
 * bins in the sequence of the route, the receiving bin after them and the packing place last: what nobody has picked is taken
 * from the shelves first.
 */
export async function heldAt(ctx: Context, places: readonly Place[]): Promise<Map<string, Held[]>> {
  const found = new Map<string, Held[]>()
  if (places.length === 0) return found
  const rows = await ctx.sql<Held & { skuId: string; warehouseId: string }>(
    `select h.sku_id as "skuId", b.warehouse_id as "warehouseId", h.bin_id as "binId", coalesce(x.quantity, h.quantity) as quantity,
            ${defective} as defective, x.batch_id as "batchId", coalesce(k.sellable and (k.sell_until is null or k.sell_until >= $4::date), true) as sellable,
            coalesce(not k.sellable, false) as blocked,
            case when b.is_staging then coalesce((select sum(r.staged)::int from reservations r where r.tenant_id = $1 and r.sku_id = h.sku_id
              and r.warehouse_id = b.warehouse_id and r.state = 'open' and r.staged > 0), 0) else 0 end as kept
       from (select distinct * from unnest($2::uuid[], $3::uuid[]) as p(sku, warehouse)) p
       join bin_balances h on h.tenant_id = $1 and h.sku_id = p.sku and h.quantity > 0
       join bins b on b.tenant_id = $1 and b.id = h.bin_id and b.warehouse_id = p.warehouse
       left join zones z on z.tenant_id = $1 and z.id = b.zone_id
       left join batch_balances x on x.tenant_id = $1 and x.sku_id = h.sku_id and x.bin_id = h.bin_id and x.quantity > 0
       left join stock_batches k on k.tenant_id = $1 and k.id = x.batch_id
      order by k.code_key <> '', k.expires_on nulls last, k.created_at, k.id, b.is_staging, b.is_default, b.route, b.code`,
    [places.map((p) => p.skuId), places.map((p) => p.warehouseId), todayOf(ctx)],
    'bins-held',
  )
  for (const { skuId, warehouseId, ...held } of rows) {
    const place = placeKey(skuId, warehouseId)
    const before = found.get(place) ?? []
    // What is picked is told of the bin: its first batches are meant.
    const told = before.reduce((n, h) => n + (h.binId === held.binId ? h.kept : 0), 0)
    found.set(place, [...before, { ...held, kept: Math.min(held.quantity, Math.max(0, held.kept - told)) }])
  }
  return found
}

/**
 * Refuses what is to come into a closed bin, or into one without room for it. What only comes back to where it was is let in:
 * it lies there already. Bins with a capacity are locked, after the balances like everywhere, since several SKUs share them.
 */
export async function refuseFull(
  ctx: Context,
  movements: readonly NewMovement[],
  bins: ReadonlyMap<string, Bin>,
): Promise<void> {
  const errors: FieldError[] = []
  const change = new Map<string, number>()
  for (const { binId, quantity, undoes, paths } of movements) {
    if (binId === undefined || undoes) continue
    change.set(binId, (change.get(binId) ?? 0) + quantity)
    if (quantity > 0 && bins.get(binId)?.status === 'closed')
      errors.push({ path: paths?.bin ?? 'binCode', code: 'closed' })
  }
  if (errors.length > 0) invalid(errors)
  const narrow = [...change].filter(([id, more]) => more > 0 && (bins.get(id)?.capacity ?? null) !== null)
  if (narrow.length === 0) return
  const ids = narrow.map(([id]) => id).sort()
  await ctx.sql('select id from bins where tenant_id = $1 and id = any($2::uuid[]) order by id for no key update', [
    ids,
  ])
  const rows = await ctx.sql<{ id: string; room: number }>(
    `select b.id, b.capacity - coalesce(sum(h.quantity), 0)::int as room from bins b
       left join bin_balances h on h.tenant_id = $1 and h.bin_id = b.id
      where b.tenant_id = $1 and b.id = any($2::uuid[]) group by b.id, b.capacity`,
    [ids],
  )
  const full = new Set(rows.filter(({ id, room }) => (change.get(id) ?? 0) > room).map(({ id }) => id))
  for (const { binId, quantity, paths } of movements)
    if (binId !== undefined && quantity > 0 && full.has(binId))
      errors.push({ path: paths?.bin ?? 'binCode', code: 'bin_full' })
  if (errors.length > 0) invalid(errors.slice(0, 100))
}
