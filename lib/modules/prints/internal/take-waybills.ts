import { newId } from '@/lib/kernel/ids'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'

export type Wanting = { id: string; warehouseId: string; carrierCode: string | null }
export type Waybill = { id: string; number: string; carrierCode: string }
type PoolRow = {
  id: string
  carrier_code: string
  warehouse_id: string | null
  prefix: string
  digits: number
  next_value: bigint
  last_value: bigint
}

/**
 * The number of each parcel, its own or a new one; the caller has locked the parcels. A pool of the parcel's warehouse goes before one of
 * the whole company, an older before a newer. Parcels that find no number are not in the answer.
 */
export async function takeWaybills(ctx: Context, parcels: readonly Wanting[]): Promise<Map<string, Waybill>> {
  const held = await ctx.sql<{ fulfilment_id: string; id: string; number: string; carrier_code: string }>(
    'select fulfilment_id, id, number, carrier_code from waybills where tenant_id = $1 and voided_at is null and fulfilment_id = any($2::uuid[])',
    [parcels.map((p) => p.id)],
    'waybills-held',
  )
  const given = new Map(held.map((w) => [w.fulfilment_id, { id: w.id, number: w.number, carrierCode: w.carrier_code }]))
  const open = parcels.filter((p) => p.carrierCode !== null && !given.has(p.id))
  if (open.length === 0) return given
  const pools = await ctx.sql<PoolRow>(
    `select id, carrier_code, warehouse_id, prefix, digits, next_value, last_value from waybill_pools
      where tenant_id = $1 and carrier_code = any($2::text[]) and status = 'active' and next_value <= last_value order by id for update`,
    [[...new Set(open.map((p) => p.carrierCode))]],
    'waybill-pools-lock',
  )
  const taken: (Waybill & { poolId: string; parcelId: string })[] = []
  for (const parcel of open) {
    const fits = (pool: PoolRow) => pool.carrier_code === parcel.carrierCode && pool.next_value <= pool.last_value
    const pool =
      pools.find((p) => fits(p) && p.warehouse_id === parcel.warehouseId) ??
      pools.find((p) => fits(p) && p.warehouse_id === null)
    if (!pool) continue
    const number = numberOf(pool, pool.next_value)
    pool.next_value += 1n
    taken.push({ id: newId(), number, carrierCode: pool.carrier_code, poolId: pool.id, parcelId: parcel.id })
  }
  const used = pools.filter((pool) => taken.some((w) => w.poolId === pool.id))
  await ctx.sql(
    `update waybill_pools p set next_value = u.value, version = version + 1 from unnest($2::uuid[], $3::bigint[]) as u(id, value)
      where p.tenant_id = $1 and p.id = u.id`,
    [used.map((p) => p.id), used.map((p) => String(p.next_value))],
  )
  // Two pools whose ranges were entered at one moment may hold the same number: it was given to somebody, so it is left out here.
  const made = await insertMany<{ id: string }>(
    ctx,
    'waybills',
    {
      id: ['uuid', taken.map((w) => w.id)],
      pool_id: ['uuid', taken.map((w) => w.poolId)],
      carrier_code: ['text', taken.map((w) => w.carrierCode)],
      number: ['text', taken.map((w) => w.number)],
      number_key: ['text', taken.map((w) => w.number.toLowerCase())],
      fulfilment_id: ['uuid', taken.map((w) => w.parcelId)],
      created_by: ['text', taken.map(() => ctx.actor.name)],
      created_at: ['timestamptz', taken.map(() => ctx.now)],
    },
    'on conflict do nothing returning id',
  )
  const fresh = new Set(made.map((row) => row.id))
  for (const { parcelId, id, number, carrierCode } of taken)
    if (fresh.has(id)) given.set(parcelId, { id, number, carrierCode })
  return given
}

export const numberOf = ({ prefix, digits }: Pick<PoolRow, 'prefix' | 'digits'>, value: bigint) =>
  `${prefix}${String(value).padStart(digits, '0')}`
