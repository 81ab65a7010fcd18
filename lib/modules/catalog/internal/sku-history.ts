import { type FieldError, invalid } from '@/lib/kernel/refusal'
import type { SkuRow } from '@/lib/modules/catalog/internal/sku-rows'
import { sqlState } from '@/lib/platform/db/errors'
import type { Context } from '@/lib/platform/door/context'

/** The SKUs that something else speaks of: goods, movements, demand, order lines. Each question has its index. */
export async function skusWithHistory(ctx: Context, skus: readonly SkuRow[]): Promise<Set<string>> {
  const rows = await ctx.sql<{ id: string }>(
    `select u.id from unnest($2::uuid[], $3::text[]) as u(id, code_key)
     where exists (select 1 from stock_balances x where x.tenant_id = $1 and x.sku_id = u.id)
        or exists (select 1 from stock_movements x where x.tenant_id = $1 and x.sku_id = u.id)
        or exists (select 1 from stock_demands x where x.tenant_id = $1 and x.sku_id = u.id)
        or exists (select 1 from sku_components x where x.tenant_id = $1 and x.component_id = u.id)
        or exists (select 1 from order_lines x where x.tenant_id = $1 and x.sku_key = u.code_key and x.sku_id = u.id)`,
    [skus.map(({ id }) => id), skus.map(({ code_key }) => code_key)],
  )
  return new Set(rows.map(({ id }) => id))
}

/** Deletes SKUs for good. What `skusWithHistory` does not know of, their foreign keys do. */
export async function deleteSkus(ctx: Context, skuIds: readonly string[], error: FieldError): Promise<void> {
  if (skuIds.length === 0) return
  try {
    await ctx.sql('update product_images set sku_id = null where tenant_id = $1 and sku_id = any($2::uuid[])', [skuIds])
    for (const [table, column] of [
      // What was noticed about it is nothing that depends on it.
      ['stock_alerts', 'sku_id'],
      ['sku_thresholds', 'sku_id'],
      ['sku_aliases', 'sku_id'],
      ['sku_barcodes', 'sku_id'],
      ['sku_components', 'sku_id'],
      ['skus', 'id'],
    ]) {
      await ctx.sql(`delete from ${table} where tenant_id = $1 and ${column} = any($2::uuid[])`, [skuIds])
    }
  } catch (e) {
    if (sqlState(e) === '23503') invalid([error])
    throw e
  }
}
