import { z } from 'zod'
import { uploadField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { forgetImages, imagePlace, keepImage } from '@/lib/modules/catalog/internal/keep-image'
import { productRow, readProduct } from '@/lib/modules/catalog/internal/product-rows'
import { touchProduct } from '@/lib/modules/catalog/internal/touch-product'
import { productView } from '@/lib/modules/catalog/schema'
import { command } from '@/lib/platform/door/use-case'
import { openFile } from '@/lib/platform/files/store'

const most = 15 * 1024 * 1024

export const addImage = command({
  name: 'product.add-image',
  summary: 'Add a picture to a product: JPEG, PNG or WebP; it is kept as we draw it',
  http: { method: 'POST', path: '/products/{productId}/images', status: 201 },
  upload: { purpose: 'images', most },
  input: z.strictObject({ productId: id('product'), skuId: id('sku').optional(), file: uploadField }),
  example: { file: { id: '0195f0a0-0000-7000-8000-000000000000', name: 'front.jpg', size: 1024, hash: '' } },
  output: productView,
  async run(ctx, { productId, skuId, file }) {
    const row = await productRow(ctx, productId)
    if (skuId) {
      const [own] = await ctx.sql('select id from skus where tenant_id = $1 and id = $2 and product_id = $3', [
        skuId,
        productId,
      ])
      if (!own) invalid([{ path: 'skuId', code: 'unknown' }])
    }
    const sent = await openFile(imagePlace(ctx.tenantId, file.id), await ctx.crypt())
    if (!sent) invalid([{ path: 'file', code: 'required' }])
    const bytes = await sent.read(0, sent.size)
    await sent.close()
    const kept = await keepImage(ctx, { productId, skuId: skuId ?? null, imageId: file.id }, bytes)
    // The same picture again changes nothing, and what was sent is not kept.
    if (kept) await touchProduct(ctx, await productRow(ctx, row.id, 'change'))
    else forgetImages(ctx, [file.id])
    ctx.touch('product', productId)
    return readProduct(ctx, productId)
  },
})
