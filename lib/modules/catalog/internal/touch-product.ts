import type { ProductRow } from '@/lib/modules/catalog/internal/product-rows'
import type { Context } from '@/lib/platform/door/context'

type Change = Partial<Omit<ProductRow, 'options' | 'attributes'>> & { options?: string; attributes?: string }

/** Every change of a product or of one of its SKUs moves the product's version, since they are edited as one. */
export async function touchProduct(ctx: Context, row: ProductRow, change: Change = {}): Promise<void> {
  await ctx.db
    .updateTable('products')
    .set({ ...change, updated_at: ctx.now, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute()
  ctx.touch('product', row.id)
}
