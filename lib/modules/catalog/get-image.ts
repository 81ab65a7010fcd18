import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { imagePlace } from '@/lib/modules/catalog/internal/keep-image'
import { query } from '@/lib/platform/door/use-case'
import { pictureAnswer } from '@/lib/platform/files/picture-answer'

export const getImage = query({
  name: 'product.image',
  summary: 'A picture of a product, whole or small',
  http: { method: 'GET', path: '/products/{productId}/images/{imageId}' },
  input: z.strictObject({
    productId: id('product'),
    imageId: id('image'),
    size: z.enum(['full', 'thumb']).default('full'),
  }),
  async run(ctx, { productId, imageId, size }) {
    const [row] = await ctx.sql('select id from product_images where tenant_id = $1 and id = $2 and product_id = $3', [
      imageId,
      productId,
    ])
    if (!row) return refuse('not_found')
    return pictureAnswer(imageId, imagePlace(ctx.tenantId, imageId, size), await ctx.crypt())
  },
})
