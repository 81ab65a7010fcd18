import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { receiptsOf } from '@/lib/modules/aftersales/internal/receipt-rows'
import { returnGoods } from '@/lib/modules/aftersales/internal/return-goods'
import { type ReturnRow, returnView, selectReturns } from '@/lib/modules/aftersales/internal/return-rows'
import { returnRequestDetail } from '@/lib/modules/aftersales/schema'
import { numbersLeft } from '@/lib/modules/inventory/numbers-left'
import { query } from '@/lib/platform/door/use-case'

export const getReturnRequest = query({
  name: 'return-request.get',
  summary: 'One return request with the sale it belongs to, what may come back of it and what has',
  http: { method: 'GET', path: '/return-requests/{returnRequestId}' },
  input: z.strictObject({ returnRequestId: id('return-request') }),
  output: returnRequestDetail,
  async run(ctx, { returnRequestId }) {
    const [row] = await ctx.sql<ReturnRow>(
      `${selectReturns} and r.id = $2 and ($3::uuid[] is null or r.shop_id = any($3::uuid[]))`,
      [returnRequestId, ctx.actor.scope.shopIds],
    )
    if (!row) return refuse('not_found')
    const { goods, from } = await returnGoods(ctx, row)
    const numbers = await numbersLeft(
      ctx,
      goods.flatMap((one) => (one.sku.serialMode === 'none' ? [] : one.uses.map((use) => use.shipmentId))),
    )
    return {
      ...returnView(row),
      warehouseCode: from,
      costCurrency: ctx.tenant.currency,
      goods: goods.map(({ sku, due, received, open, shipped, uses }) => ({
        skuId: sku.id,
        skuCode: sku.code,
        name: sku.name,
        nameEn: sku.nameEn,
        quantity: due,
        received,
        open,
        shipped,
        batchTracked: sku.batchTracked,
        batches: sku.batchTracked
          ? [...new Set(uses.flatMap((use) => (use.left > 0 && use.batchNo !== null ? use.batchNo : [])))]
          : [],
        serialMode: sku.serialMode,
        numbered: sku.serialMode === 'receipt' || uses.some((use) => numbers.has(use.shipmentId)),
      })),
      receipts: await receiptsOf(ctx, returnRequestId),
    }
  },
})
