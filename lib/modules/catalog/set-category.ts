import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { expectCategory } from '@/lib/modules/catalog/internal/category-rows'
import { productRow, readProduct } from '@/lib/modules/catalog/internal/product-rows'
import { touchProduct } from '@/lib/modules/catalog/internal/touch-product'
import { productView } from '@/lib/modules/catalog/schema'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

export const setCategory = command({
  name: 'product.set-category',
  summary: 'Put a product into a category, or into none',
  http: { method: 'PUT', path: '/products/{productId}/category' },
  input: z.strictObject({
    productId: id('product'),
    categoryId: id('category').nullable(),
    version: versionField.optional(),
  }),
  example: { categoryId: null },
  output: productView,
  async run(ctx, { productId, categoryId, version }) {
    const row = await productRow(ctx, productId, 'change')
    expectVersion(row, version)
    if (categoryId) await expectCategory(ctx, categoryId, 'categoryId')
    if (row.category_id !== categoryId) await touchProduct(ctx, row, { category_id: categoryId })
    return readProduct(ctx, productId)
  },
})
