import { type FieldError, invalid } from '@/lib/kernel/refusal'
import { nameBatches } from '@/lib/modules/inventory/internal/name-batches'
import { skusOf } from '@/lib/modules/inventory/internal/read-lines'
import type { StocktakeRow } from '@/lib/modules/inventory/internal/stocktake-rows'
import type { CountInput } from '@/lib/modules/inventory/stocktake-schema'
import type { Context } from '@/lib/platform/door/context'

type Found = { skuId: string; binId: string; batchId: string | null }
type NamedPlace = { at: number; skuCode: string; binCode: string; batchNo: string | undefined }

const told = (at: number, field: string, code: string) => ({ path: `counts.${at}.${field}`, code })

/** The line that each count is of; what was found where the sheet has nothing becomes a line of its own, with a book of nothing. */
export async function linesCounted(ctx: Context, row: StocktakeRow, counts: readonly CountInput[]): Promise<string[]> {
  const errors: FieldError[] = []
  const named = counts.flatMap(({ lineId, skuCode, binCode, batchNo }, at): NamedPlace[] => {
    if (lineId !== undefined) return []
    if (skuCode === undefined) errors.push(told(at, 'skuCode', 'required'))
    if (binCode === undefined) errors.push(told(at, 'binCode', 'required'))
    if (skuCode === undefined || binCode === undefined) return []
    return [{ at, skuCode, binCode, batchNo }]
  })
  if (errors.length > 0) invalid(errors)
  const found = named.length > 0 ? await placesFound(ctx, row, named) : []
  const made = found.length > 0 ? await ensureLines(ctx, row, found, named) : []
  return counts.map(({ lineId }, at) => lineId ?? made[named.findIndex((n) => n.at === at)] ?? '')
}

async function placesFound(ctx: Context, row: StocktakeRow, named: readonly NamedPlace[]): Promise<Found[]> {
  const wrong: FieldError[] = []
  const skus = await skusOf(ctx, named, wrong)
  const lots = named.map(({ batchNo }) => ({ quantity: 1, batchNo }))
  const batches = await nameBatches(ctx, lots, skus, wrong, () => 'out')
  // Those who read lines speak of `lines`.
  const errors = wrong.map(({ path, code }) => {
    const [, i = '0', field = ''] = path.split('.')
    return told(named[Number(i)]?.at ?? 0, field, code)
  })
  const bins = await ctx.sql<{ id: string; code: string; zone_id: string | null; is_staging: boolean }>(
    'select id, code, zone_id, is_staging from bins where tenant_id = $1 and warehouse_id = $2 and code = any($3)',
    [row.warehouse_id, named.map((n) => n.binCode)],
  )
  const places = named.flatMap(({ at, binCode }, i): Found[] => {
    const [sku, bin] = [skus[i], bins.find((b) => b.code === binCode)]
    if (!bin) errors.push(told(at, 'binCode', 'unknown'))
    else if (bin.is_staging || (row.zone_id !== null && bin.zone_id !== row.zone_id))
      errors.push(told(at, 'binCode', 'not_on_sheet'))
    return sku && bin ? [{ skuId: sku.id, binId: bin.id, batchId: batches[i]?.id ?? null }] : []
  })
  if (errors.length > 0) invalid(errors)
  await refuseOthers(ctx, row, places, named)
  return places
}

/** A stocktake of some SKUs is not the place to count others. */
async function refuseOthers(
  ctx: Context,
  row: StocktakeRow,
  places: readonly Found[],
  named: readonly NamedPlace[],
): Promise<void> {
  if (row.kind === 'warehouse' || row.kind === 'zone') return
  const known = await ctx.sql<{ id: string }>(
    `with recursive tree as (
       select id from categories where tenant_id = $1 and id = $4
       union select c.id from categories c join tree t on c.parent_id = t.id where c.tenant_id = $1
     ) select s.id from skus s
        where s.tenant_id = $1 and s.id = any($3::uuid[])
          and (s.id = any($5::uuid[]) or exists (select 1 from products p join tree t on t.id = p.category_id where p.tenant_id = $1 and p.id = s.product_id)
               or exists (select 1 from stocktake_lines l where l.tenant_id = $1 and l.stocktake_id = $2 and l.sku_id = s.id))`,
    [row.id, places.map((p) => p.skuId), row.category_id, row.sku_ids],
  )
  const ids = new Set(known.map((sku) => sku.id))
  const errors = places.flatMap(({ skuId }, i) =>
    ids.has(skuId) ? [] : [told(named[i]?.at ?? 0, 'skuCode', 'not_on_sheet')],
  )
  if (errors.length > 0) invalid(errors)
}

const placeOf = ({ skuId, binId, batchId }: Found) => `${skuId} ${binId} ${batchId ?? ''}`

async function ensureLines(
  ctx: Context,
  row: StocktakeRow,
  found: readonly Found[],
  named: readonly NamedPlace[],
): Promise<string[]> {
  const find = async () => {
    const lines = await ctx.sql<Found & { id: string }>(
      `select l.id, l.sku_id as "skuId", l.bin_id as "binId", l.batch_id as "batchId" from stocktake_lines l
        where l.tenant_id = $1 and l.stocktake_id = $2 and l.bin_id = any($3::uuid[]) and l.sku_id = any($4::uuid[])`,
      [row.id, found.map((f) => f.binId), found.map((f) => f.skuId)],
    )
    return new Map(lines.map((line) => [placeOf(line), line.id]))
  }
  let known = await find()
  const missing = [...new Map(found.filter((f) => !known.has(placeOf(f))).map((f) => [placeOf(f), f])).values()]
  if (missing.length > 0) {
    const [next] = await ctx.sql<{ lines: number }>(
      'update stocktakes set lines = lines + $3 where tenant_id = $1 and id = $2 returning lines',
      [row.id, missing.length],
    )
    await ctx.sql(
      `insert into stocktake_lines (tenant_id, id, stocktake_id, position, sku_id, bin_id, batch_id, found, book)
       select $1, gen_random_uuid(), $2, $3 + u.n, u.sku, u.bin, u.batch, true, 0
         from unnest($4::uuid[], $5::uuid[], $6::uuid[]) with ordinality as u(sku, bin, batch, n)
       on conflict do nothing`,
      [
        ...[row.id, (next?.lines ?? 0) - missing.length],
        ...[missing.map((f) => f.skuId), missing.map((f) => f.binId), missing.map((f) => f.batchId)],
      ],
    )
    known = await find()
  }
  return found.map((place, i) => {
    const id = known.get(placeOf(place))
    return id ?? invalid([told(named[i]?.at ?? 0, 'binCode', 'being_counted')])
  })
}
