import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { forgetImages } from '@/lib/modules/catalog/internal/keep-image'
import { productRow } from '@/lib/modules/catalog/internal/product-rows'
import { deleteSkus, skusWithHistory } from '@/lib/modules/catalog/internal/sku-history'
import { skusOfProduct } from '@/lib/modules/catalog/internal/sku-rows'
import { dropMarks } from '@/lib/modules/settings/marks'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

const hasHistory = { path: 'id', code: 'has_history' }

export const deleteProduct = command({
  name: 'product.delete',
  summary: 'Delete a product nothing speaks of yet; one with stock, movements or orders can only be discontinued',
  http: { method: 'DELETE', path: '/products/{productId}' },
  input: z.strictObject({ productId: id('product'), version: versionField.optional() }),
  output: z.object({ id: z.string() }),
  async run(ctx, { productId, version }) {
    const row = await productRow(ctx, productId, 'change')
    expectVersion(row, version)
    const skus = await skusOfProduct(ctx, productId)
    if ((await skusWithHistory(ctx, skus)).size > 0) invalid([hasHistory])
    await deleteSkus(
      ctx,
      skus.map((sku) => sku.id),
      hasHistory,
    )
    const pictures = await ctx.sql<{ id: string }>(
      'delete from product_images where tenant_id = $1 and product_id = $2 returning id',
      [productId],
    )
    forgetImages(
      ctx,
      pictures.map((picture) => picture.id),
    )
    await dropMarks(ctx, 'product', [productId])
    await ctx.db.deleteFrom('product_grams').where('product_id', '=', productId).execute()
    await ctx.db.deleteFrom('products').where('id', '=', productId).execute()
    ctx.touch('product', productId)
    ctx.tell({ codes: skus.map((sku) => sku.code) })
    return { id: productId }
  },
})
