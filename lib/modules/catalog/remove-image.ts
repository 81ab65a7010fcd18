import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { forgetImages } from '@/lib/modules/catalog/internal/keep-image'
import { productRow, readProduct } from '@/lib/modules/catalog/internal/product-rows'
import { touchProduct } from '@/lib/modules/catalog/internal/touch-product'
import { productView } from '@/lib/modules/catalog/schema'
import { command } from '@/lib/platform/door/use-case'

export const removeImage = command({
  name: 'product.remove-image',
  summary: 'Remove a picture of a product',
  http: { method: 'DELETE', path: '/products/{productId}/images/{imageId}' },
  input: z.strictObject({ productId: id('product'), imageId: id('image') }),
  output: productView,
  async run(ctx, { productId, imageId }) {
    const row = await productRow(ctx, productId, 'change')
    const gone = await ctx.sql(
      'delete from product_images where tenant_id = $1 and id = $2 and product_id = $3 returning id',
      [imageId, productId],
    )
    if (gone.length === 0) refuse('not_found')
    await touchProduct(ctx, row)
    forgetImages(ctx, [imageId])
    return readProduct(ctx, productId)
  },
})
