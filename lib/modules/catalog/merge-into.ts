import { type FieldError, invalid, refuse } from '@/lib/kernel/refusal'
import { keepAliases } from '@/lib/modules/catalog/internal/keep-aliases'
import { productRow } from '@/lib/modules/catalog/internal/product-rows'
import { indexProducts } from '@/lib/modules/catalog/internal/search-grams'
import { type SkuRow, skuRow } from '@/lib/modules/catalog/internal/sku-rows'
import { touchProduct } from '@/lib/modules/catalog/internal/touch-product'
import type { Context } from '@/lib/platform/door/context'

export type Merged = { readonly from: SkuRow; readonly into: SkuRow }

/** Both SKUs under the locks of their products; refuses what cannot become one. */
export async function lockForMerge(ctx: Context, skuId: string, intoSkuId: string): Promise<Merged> {
  const seen = [(await skuRow(ctx, skuId)) ?? refuse('not_found'), await skuRow(ctx, intoSkuId)]
  const [from, into] = seen
  if (!from || !into) return invalid([{ path: 'intoSkuId', code: 'unknown' }])
  // In one sequence, whoever merges whom.
  for (const productId of [...new Set([from.product_id, into.product_id])].sort())
    await productRow(ctx, productId, 'change')
  const errors: FieldError[] = []
  if (from.id === into.id) errors.push({ path: 'intoSkuId', code: 'same' })
  if (from.bundle) errors.push({ path: 'skuId', code: 'bundle' })
  if (into.bundle) errors.push({ path: 'intoSkuId', code: 'bundle' })
  if (into.status !== 'active') errors.push({ path: 'intoSkuId', code: 'archived' })
  // Whose batches and numbers are whose would be anybody's guess.
  if (from.batch_tracked || from.serial_mode !== 'none') errors.push({ path: 'skuId', code: 'tracked' })
  if (into.batch_tracked || into.serial_mode !== 'none') errors.push({ path: 'intoSkuId', code: 'tracked' })
  const [part] = await ctx.sql('select 1 from sku_components where tenant_id = $1 and component_id = $2 limit 1', [
    skuId,
  ])
  if (part) errors.push({ path: 'skuId', code: 'is_component' })
  if (errors.length > 0) invalid(errors)
  return { from, into }
}

/** The one is archived, and its codes and barcodes mean the other from now on. */
export async function mergeInto(ctx: Context, { from, into }: Merged): Promise<void> {
  await ctx.sql('update sku_aliases set sku_id = $3 where tenant_id = $1 and sku_id = $2', [from.id, into.id])
  await keepAliases(ctx, [{ code: from.code, codeKey: from.code_key, skuId: into.id }], 'merged')
  await ctx.sql('update listings set sku_id = $3 where tenant_id = $1 and sku_id = $2', [from.id, into.id])
  await ctx.sql('update sku_barcodes set sku_id = $3 where tenant_id = $1 and sku_id = $2', [from.id, into.id])
  await ctx.sql(
    `update skus set status = 'archived', updated_at = $3, version = version + 1 where tenant_id = $1 and id = $2`,
    [from.id, ctx.now],
  )
  const products = [...new Set([from.product_id, into.product_id])]
  for (const productId of products) await touchProduct(ctx, await productRow(ctx, productId))
  await indexProducts(ctx, products)
}
