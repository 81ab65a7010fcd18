import type { Selectable } from 'kysely'
import { refuse } from '@/lib/kernel/refusal'
import { type SkuRow, skusOfProduct, skuView } from '@/lib/modules/catalog/internal/sku-rows'
import type { ImageView, Option, ProductView } from '@/lib/modules/catalog/schema'
import type { ProductStatus } from '@/lib/modules/catalog/states'
import type { DB } from '@/lib/platform/db/schema'
import type { Context } from '@/lib/platform/door/context'

export type ProductRow = Omit<Selectable<DB['products']>, 'options' | 'attributes' | 'status'> & {
  options: Option[]
  attributes: Record<string, string>
  status: ProductStatus
}

/** Product and SKUs change under the product's lock, so that variants are judged together. */
export async function productRow(
  ctx: Context,
  productId: string,
  mode: 'read' | 'change' = 'read',
): Promise<ProductRow> {
  const lock = mode === 'change' ? 'for no key update' : ''
  const [row] = await ctx.sql<ProductRow>(`select * from products where tenant_id = $1 and id = $2 ${lock}`, [
    productId,
  ])
  return row ?? refuse('not_found')
}

export async function readProduct(ctx: Context, productId: string): Promise<ProductView> {
  const images = await ctx.sql<ImageView>(
    'select id, sku_id as "skuId", width, height from product_images where tenant_id = $1 and product_id = $2 order by position, id',
    [productId],
  )
  return productView(await productRow(ctx, productId), await skusOfProduct(ctx, productId), images)
}

export function productFacts(row: ProductRow) {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    nameEn: row.name_en,
    categoryId: row.category_id,
    brand: row.brand,
    status: row.status,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
  }
}

function productView(row: ProductRow, skus: SkuRow[], images: ImageView[]): ProductView {
  return {
    ...productFacts(row),
    description: row.description,
    options: row.options,
    attributes: row.attributes,
    images,
    skus: skus.map(skuView),
  }
}
