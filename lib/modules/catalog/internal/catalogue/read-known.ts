import { groupBy } from '@/lib/kernel/group'
import { codeKey } from '@/lib/modules/catalog/code-key'
import type { CatalogueEntry, Known } from '@/lib/modules/catalog/internal/catalogue/entry'
import type { ProductRow } from '@/lib/modules/catalog/internal/product-rows'
import { barcodesOf } from '@/lib/modules/catalog/internal/sku-columns'
import { type SkuRow, skuColumns } from '@/lib/modules/catalog/internal/sku-rows'
import type { Context } from '@/lib/platform/door/context'

/** What the house knows of everything a page of entries speaks of; a handful of statements for the whole page. */
export async function readKnown(
  ctx: Context,
  entries: readonly CatalogueEntry[],
  mode: 'read' | 'change',
): Promise<Known> {
  const codes = entries.flatMap(({ skus }) => skus.map(({ code }) => codeKey(code)))
  const productCodes = entries.flatMap(({ code }) => (code ? [codeKey(code)] : []))
  // Products change under their own lock, taken in one sequence; their SKUs are read once it is held.
  const products = await ctx.sql<ProductRow>(
    `select p.* from products p
      where p.tenant_id = $1 and p.id = any(array(
        select q.id from products q where q.tenant_id = $1 and q.code_key <> '' and q.code_key = any($2)
        union select s.product_id from skus s where s.tenant_id = $1 and s.code_key = any($3)))
      order by p.id ${mode === 'change' ? 'for no key update' : ''}`,
    [productCodes, codes],
  )
  const skus = await ctx.sql<SkuRow>(
    `select ${skuColumns} from skus s where s.tenant_id = $1 and s.product_id = any($2::uuid[]) order by s.position, s.id`,
    [products.map(({ id }) => id)],
  )
  const categories = await ctx.sql<{ id: string; code: string }>(
    'select id, code from categories where tenant_id = $1 and code = any($2)',
    [entries.flatMap(({ categoryCode }) => categoryCode || [])],
  )
  const barcodes = await ctx.sql<{ barcode: string; sku_id: string }>(
    'select barcode, sku_id from sku_barcodes where tenant_id = $1 and barcode = any($2)',
    [entries.flatMap((entry) => entry.skus.flatMap((sku) => barcodesOf(sku) ?? []))],
  )
  return {
    skus: new Map(skus.map((sku) => [sku.code_key, sku])),
    products: new Map(products.map((product) => [product.id, product])),
    byCode: new Map(products.filter((p) => p.code_key !== '').map((product) => [product.code_key, product])),
    siblings: groupBy(skus, (sku) => sku.product_id),
    categories: new Map(categories.map(({ id, code }) => [code, id])),
    barcodes: new Map(barcodes.map(({ barcode, sku_id }) => [barcode, sku_id])),
  }
}
