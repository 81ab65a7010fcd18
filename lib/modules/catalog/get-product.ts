import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { readProduct } from '@/lib/modules/catalog/internal/product-rows'
import { productView } from '@/lib/modules/catalog/schema'
import { query } from '@/lib/platform/door/use-case'

export const getProduct = query({
  name: 'product.get',
  summary: 'Show one product with its SKUs',
  http: { method: 'GET', path: '/products/{productId}' },
  input: z.strictObject({ productId: id('product') }),
  output: productView,
  run: (ctx, { productId }) => readProduct(ctx, productId),
})
