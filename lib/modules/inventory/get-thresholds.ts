import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { getSku } from '@/lib/modules/catalog/get-sku'
import { type ThresholdsView, thresholdsView } from '@/lib/modules/inventory/threshold-schema'
import { query } from '@/lib/platform/door/use-case'

export const getThresholds = query({
  name: 'stock.thresholds',
  summary: 'From which figures on one SKU is short, over all warehouses and in each',
  http: { method: 'GET', path: '/stock/skus/{skuId}/thresholds' },
  input: z.strictObject({ skuId: id('sku') }),
  example: {},
  output: thresholdsView,
  async run(ctx, { skuId }) {
    const sku = await getSku.within(ctx, { skuId })
    const warehouses = await ctx.sql<ThresholdsView['warehouses'][number]>(
      `select w.code as "warehouseCode", t.safety_stock as "safetyStock", t.lead_time_days as "leadTimeDays"
         from warehouses w left join sku_thresholds t on t.tenant_id = $1 and t.warehouse_id = w.id and t.sku_id = $2
        where w.tenant_id = $1 and w.status = 'active' and ($3::uuid[] is null or w.id = any($3::uuid[]))
        order by w.priority, w.code`,
      [skuId, ctx.actor.scope.warehouseIds],
    )
    const { code: skuCode, safetyStock, leadTimeDays, version } = sku
    return { skuId: sku.id, skuCode, safetyStock, leadTimeDays, version, warehouses }
  },
})
