import { z } from 'zod'

/** Of one SKU in one warehouse; null: the SKU's own. */
export const thresholdView = z.object({
  warehouseCode: z.string(),
  safetyStock: z.int().nullable(),
  leadTimeDays: z.int().nullable(),
})

export const thresholdsView = z.object({
  skuId: z.uuid(),
  skuCode: z.string(),
  /** Of all warehouses together. */
  safetyStock: z.int(),
  leadTimeDays: z.int().nullable(),
  /** The SKU's. */
  version: z.int(),
  /** Every open warehouse in sight. */
  warehouses: z.array(thresholdView),
})
export type ThresholdsView = z.output<typeof thresholdsView>
