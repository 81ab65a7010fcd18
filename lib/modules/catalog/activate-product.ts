import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { moveProduct } from '@/lib/modules/catalog/internal/move-product'
import { productView } from '@/lib/modules/catalog/schema'
import { command } from '@/lib/platform/door/use-case'

export const activateProduct = command({
  name: 'product.activate',
  summary: 'Put a draft or a discontinued product on sale',
  http: { method: 'POST', path: '/products/{productId}/activate' },
  input: z.strictObject({ productId: id('product'), version: versionField.optional() }),
  example: {},
  output: productView,
  run: (ctx, input) => moveProduct(ctx, input, 'active'),
})
