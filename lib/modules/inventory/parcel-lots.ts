import { groupBy } from '@/lib/kernel/group'
import { refuse } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { lockBalances } from '@/lib/modules/inventory/internal/lock-balances'
import { todayOf } from '@/lib/modules/inventory/today-of'
import type { Context } from '@/lib/platform/door/context'

/** Units of one batch; lists of them are in the sequence in which batches leave. */
export type LotHere = {
  batchId: string
  batchNo: string
  key: string
  expiresOn: string | null
  sellable: boolean
  quantity: number
}

/** `$2` is the company's day. */
const lot = `k.id as "batchId", k.code as "batchNo", k.code_key as key, k.expires_on as "expiresOn",
  k.sellable and (k.sell_until is null or k.sell_until >= $2::date) as sellable`
const leaving = `k.code_key <> '', k.expires_on nulls last, k.created_at, k.id`

/** The batches of a SKU that lie in one bin. */
export function lotsInBin(ctx: Context, skuId: string, binId: string): Promise<LotHere[]> {
  return ctx.sql<LotHere>(
    `select ${lot}, x.quantity from batch_balances x join stock_batches k on k.tenant_id = $1 and k.id = x.batch_id
      where x.tenant_id = $1 and x.sku_id = $3 and x.bin_id = $4 and x.quantity > 0 order by ${leaving}`,
    [todayOf(ctx), skuId, binId],
    'lots-in-bin',
  )
}

type Place = { skuId: string; warehouseId: string }
type Units = Place & { fulfilmentId: string }

/**
 * The batches that may lie in a parcel: those at the packing place when its units were picked, else those on the shelves, less what was
 * put into other parcels. The balance is locked, so nobody brings or takes any meanwhile.
 */
async function lotsFor(
  ctx: Context,
  { skuId, warehouseId }: Place,
  staged: boolean,
  notOf: string | null,
): Promise<LotHere[]> {
  return ctx.sql<LotHere>(
    `select ${lot}, (h.quantity - coalesce((
              select sum(p.quantity) from parcel_lots p
               where p.tenant_id = $1 and p.sku_id = $3 and p.batch_id = k.id and p.fulfilment_id is distinct from $6::uuid
                 and exists (select 1 from reservations r where r.tenant_id = $1 and r.fulfilment_id = p.fulfilment_id and r.sku_id = $3
                              and r.warehouse_id = $4 and r.state = 'open' and (r.staged > 0) = $5)), 0))::int as quantity
       from (select x.batch_id, sum(x.quantity) as quantity from batch_balances x
               join bins b on b.tenant_id = $1 and b.id = x.bin_id and b.warehouse_id = $4 and b.is_staging = $5
               left join zones z on z.tenant_id = $1 and z.id = b.zone_id
              where x.tenant_id = $1 and x.sku_id = $3 and x.quantity > 0 and z.kind is distinct from 'defective'
              group by x.batch_id) h
       join stock_batches k on k.tenant_id = $1 and k.id = h.batch_id
      order by ${leaving}`,
    [todayOf(ctx), skuId, warehouseId, staged, notOf],
    'lots-for-parcel',
  )
}

export type LotRefusal = 'batch_needed' | 'wrong_batch' | 'batch_blocked'

/**
 * Of which batch the units are that somebody puts into a parcel. Where just one batch can be meant it need not be named. Answers why it
 * cannot be, or which it is.
 */
export async function chooseLot(
  ctx: Context,
  { fulfilmentId, skuId, warehouseId }: Units,
  quantity: number,
  batchNo: string | undefined,
): Promise<{ refused: LotRefusal } | { lot: LotHere | undefined }> {
  await lockBalances(ctx, [{ skuId, warehouseId }])
  const [way] = await ctx.sql<{ staged: boolean }>(
    `select coalesce(sum(staged), 0) > 0 as staged from reservations
      where tenant_id = $1 and fulfilment_id = $2 and sku_id = $3 and state = 'open'`,
    [fulfilmentId, skuId],
    'lots-way',
  )
  const free = (await lotsFor(ctx, { skuId, warehouseId }, way?.staged ?? false, null)).filter((l) => l.quantity > 0)
  const key = batchNo === undefined ? undefined : codeKey(batchNo)
  const usable = free.filter((l) => l.sellable)
  if (key === undefined && usable.length > 1) return { refused: 'batch_needed' }
  const found = key === undefined ? usable[0] : free.find((l) => l.key === key)
  // Nothing was named, and the books know of no batch here: what leaves is left to them.
  if (!found && key === undefined) return { lot: undefined }
  if (!found || found.quantity < quantity) return { refused: 'wrong_batch' }
  if (!found.sellable) return { refused: 'batch_blocked' }
  return { lot: found }
}

/** Keeps units of a batch that was chosen in the same transaction, for their parcel. */
export async function keepLot(
  ctx: Context,
  { fulfilmentId, skuId }: Units,
  quantity: number,
  { batchId }: LotHere,
): Promise<void> {
  await ctx.sql(
    `insert into parcel_lots as p (tenant_id, fulfilment_id, sku_id, batch_id, quantity) values ($1, $2, $3, $4, $5)
     on conflict (tenant_id, fulfilment_id, sku_id, batch_id) do update set quantity = p.quantity + excluded.quantity`,
    [fulfilmentId, skuId, batchId, quantity],
    'lots-put',
  )
}

type Part = { line: { sku_id: string }; quantity: number; staged: boolean }
type OfLot<P> = P & { batchId: string | undefined; lot: number }

/**
 * The parts of a parcel that leaves, by the batches that were put into it; what nobody has named stays without one, and leaves of what
 * expires first. Refuses a parcel with units of a batch that has been locked or has run out meanwhile: it must be opened.
 */
export async function partsByLot<P extends Part>(
  ctx: Context,
  fulfilmentId: string,
  warehouseId: string,
  parts: readonly P[],
): Promise<OfLot<P>[]> {
  const put = await ctx.sql<{ sku_id: string; batch_id: string; quantity: number; sellable: boolean }>(
    `select p.sku_id, p.batch_id, p.quantity, k.sellable and (k.sell_until is null or k.sell_until >= $3::date) as sellable
       from parcel_lots p join stock_batches k on k.tenant_id = $1 and k.id = p.batch_id
      where p.tenant_id = $1 and p.fulfilment_id = $2 order by p.sku_id, p.batch_id`,
    [fulfilmentId, todayOf(ctx)],
    'lots-put-in',
  )
  const whole = (part: P): OfLot<P> => ({ ...part, batchId: undefined, lot: 0 })
  if (put.length === 0) return parts.map(whole)
  if (put.some((p) => !p.sellable)) refuse('insufficient_stock', { errors: [{ path: 'lines', code: 'batch_blocked' }] })
  const bySku = groupBy(put, (p) => p.sku_id)
  await lockBalances(
    ctx,
    [...bySku.keys()].map((skuId) => ({ skuId, warehouseId })),
  )
  const there = new Map<string, LotHere[]>()
  for (const skuId of bySku.keys())
    for (const staged of [true, false])
      there.set(`${skuId} ${staged}`, await lotsFor(ctx, { skuId, warehouseId }, staged, fulfilmentId))
  return parts.flatMap((part) => {
    const own = bySku.get(part.line.sku_id)
    if (!own) return [whole(part)]
    const made: OfLot<P>[] = []
    let open = part.quantity
    for (const named of own) {
      const here = there.get(`${part.line.sku_id} ${part.staged}`)?.find((l) => l.batchId === named.batch_id)
      const take = Math.min(open, named.quantity, here?.quantity ?? 0)
      if (take <= 0 || !here) continue
      made.push({ ...part, quantity: take, batchId: named.batch_id, lot: made.length + 1 })
      named.quantity -= take
      here.quantity -= take
      open -= take
    }
    return open > 0 ? [...made, { ...whole(part), quantity: open }] : made
  })
}

/** Whether units lie in the parcel that nobody may sell any more: it has to be opened and checked anew. */
export async function hasBlockedLot(ctx: Context, fulfilmentId: string): Promise<boolean> {
  const rows = await ctx.sql(
    `select 1 from parcel_lots p join stock_batches k on k.tenant_id = $1 and k.id = p.batch_id
      where p.tenant_id = $1 and p.fulfilment_id = $2 and (not k.sellable or k.sell_until < $3::date) limit 1`,
    [fulfilmentId, todayOf(ctx)],
    'lots-blocked',
  )
  return rows.length > 0
}

/** What was put into parcels is anybody's again: they are taken apart, checked anew, or have left. */
export async function dropCaptured(ctx: Context, fulfilmentIds: readonly string[]): Promise<void> {
  if (fulfilmentIds.length === 0) return
  await ctx.sql(
    `with lots as (delete from parcel_lots where tenant_id = $1 and fulfilment_id = any($2::uuid[]) returning 1)
     delete from parcel_serials where tenant_id = $1 and fulfilment_id = any($2::uuid[])`,
    [fulfilmentIds],
    'captured-drop',
  )
}
