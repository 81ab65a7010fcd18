import { invalid } from '@/lib/kernel/refusal'
import { refuseStocktake, stocktakeRow } from '@/lib/modules/inventory/internal/stocktake-rows'
import { type AbcClass, mostStocktakeLines } from '@/lib/modules/inventory/stocktake-schema'
import type { Context } from '@/lib/platform/door/context'

/** The SKUs of an ABC class; sales decide it, and whoever knows them hands them over. */
export type SkusOfClass = (abcClass: AbcClass) => Promise<readonly string[]>

/**
 * Starts a stocktake: its lines are what lies in its bins by the books at this moment, in the sequence of the route. What is picked and
 * waits at the packing place belongs to parcels and is not counted. What another stocktake counts at the moment is refused: the same
 * difference would be posted twice.
 */
export async function drawSheet(ctx: Context, stocktakeId: string, skusOfClass: SkusOfClass): Promise<number> {
  const row = await stocktakeRow(ctx, stocktakeId, 'change')
  refuseStocktake(row.state, 'counting')
  const skuIds = row.abc_class !== null ? await skusOfClass(row.abc_class) : row.kind === 'skus' ? row.sku_ids : null
  const [drawn] = await ctx.sql<{ wanted: number; made: number }>(
    `with recursive tree as (
       select id from categories where tenant_id = $1 and id = $5
       union select c.id from categories c join tree t on c.parent_id = t.id where c.tenant_id = $1
     ), sheet as (
       select h.sku_id, h.bin_id, x.batch_id, coalesce(x.quantity, h.quantity) as book,
              row_number() over (order by b.is_default, b.route, b.code, s.code_key, k.expires_on nulls last, k.code_key) as position
         from bins b
         join bin_balances h on h.tenant_id = $1 and h.bin_id = b.id and h.quantity > 0
         join skus s on s.tenant_id = $1 and s.id = h.sku_id
         left join batch_balances x on x.tenant_id = $1 and x.sku_id = h.sku_id and x.bin_id = h.bin_id and x.quantity > 0
         left join stock_batches k on k.tenant_id = $1 and k.id = x.batch_id
        where b.tenant_id = $1 and b.warehouse_id = $3 and not b.is_staging and ($4::uuid is null or b.zone_id = $4)
          and ($5::uuid is null or exists (select 1 from products p join tree t on t.id = p.category_id where p.tenant_id = $1 and p.id = s.product_id))
          and ($6::uuid[] is null or s.id = any($6))
        order by position limit $7
     ), made as (
       insert into stocktake_lines (tenant_id, id, stocktake_id, position, sku_id, bin_id, batch_id, book)
       select $1, gen_random_uuid(), $2, position, sku_id, bin_id, batch_id, book from sheet
       on conflict do nothing returning id
     ) select (select count(*) from sheet)::int as wanted, (select count(*) from made)::int as made`,
    [stocktakeId, row.warehouse_id, row.zone_id, row.category_id, skuIds, mostStocktakeLines + 1],
  )
  const { wanted = 0, made = 0 } = drawn ?? {}
  if (wanted > mostStocktakeLines) invalid([{ path: 'id', code: 'too_many_lines' }])
  if (made < wanted) invalid([{ path: 'id', code: 'being_counted' }])
  await ctx.sql(
    `update stocktakes set state = 'counting', started_at = $3, lines = $4, version = version + 1 where tenant_id = $1 and id = $2`,
    [stocktakeId, ctx.now, made],
  )
  return made
}
