import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { skuRow, skuView as view } from '@/lib/modules/catalog/internal/sku-rows'
import { skuView } from '@/lib/modules/catalog/schema'
import { query } from '@/lib/platform/door/use-case'

export const getSku = query({
  name: 'sku.get',
  summary: 'Show one SKU',
  http: { method: 'GET', path: '/skus/{skuId}' },
  input: z.strictObject({ skuId: id('sku') }),
  output: skuView,
  async run(ctx, { skuId }) {
    return view((await skuRow(ctx, skuId)) ?? refuse('not_found'))
  },
})
