import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { productRow } from '@/lib/modules/catalog/internal/product-rows'
import { saveSkus } from '@/lib/modules/catalog/internal/save-skus'
import { skuRow, skusOfProduct, skuView as view } from '@/lib/modules/catalog/internal/sku-rows'
import { touchProduct } from '@/lib/modules/catalog/internal/touch-product'
import { skuChange, skuView } from '@/lib/modules/catalog/schema'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

export const updateSku = command({
  name: 'sku.update',
  summary: 'Change, archive or restore one SKU',
  http: { method: 'PATCH', path: '/skus/{skuId}' },
  input: skuChange.extend({ skuId: id('sku'), version: versionField }).strict(),
  example: { listPrice: '49.00', version: 1 },
  output: skuView,
  async run(ctx, { skuId, version, ...change }) {
    const seen = (await skuRow(ctx, skuId)) ?? refuse('not_found')
    const product = await productRow(ctx, seen.product_id, 'change')
    // Read again under the product's lock: the first reading only told which product.
    const skus = await skusOfProduct(ctx, product.id)
    const before = skus.find((sku) => sku.id === skuId) ?? refuse('not_found')
    expectVersion(before, version)
    await touchProduct(ctx, product)
    await saveSkus(
      ctx,
      product,
      skus.filter((sku) => sku.id !== skuId),
      [{ path: '', before, change }],
    )
    return view((await skuRow(ctx, skuId)) ?? refuse('not_found'))
  },
})
