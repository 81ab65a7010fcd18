import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { moveProduct } from '@/lib/modules/catalog/internal/move-product'
import { productView } from '@/lib/modules/catalog/schema'
import { command } from '@/lib/platform/door/use-case'

export const discontinueProduct = command({
  name: 'product.discontinue',
  summary: 'Take a product off sale; what is in stock can still be sold',
  http: { method: 'POST', path: '/products/{productId}/discontinue' },
  input: z.strictObject({ productId: id('product'), version: versionField.optional() }),
  example: {},
  output: productView,
  run: (ctx, input) => moveProduct(ctx, input, 'discontinued'),
})
