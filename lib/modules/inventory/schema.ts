import { z } from 'zod'

export const movementReasons = [
  'receipt',
  'shipment',
  'unship',
  'transfer_out',
  'transfer_in',
  'adjustment',
  'stocktake',
  'return',
  'assembly',
] as const

/** What stands in one warehouse of one SKU. */
export const stockView = z.object({
  skuId: z.string(),
  skuCode: z.string(),
  name: z.string(),
  nameEn: z.string(),
  warehouseCode: z.string(),
  onHand: z.number().int(),
  reserved: z.number().int(),
  available: z.number().int(),
  incoming: z.number().int(),
  safetyStock: z.number().int(),
  /** The SKU is at or below its safety stock, over all warehouses in scope: the same SKUs as in `stock.low`. */
  low: z.boolean(),
  value: z.string(),
  currency: z.string(),
})
export type StockView = z.output<typeof stockView>

export const movementView = z.object({
  id: z.string(),
  at: z.string(),
  skuId: z.string(),
  skuCode: z.string(),
  skuName: z.string(),
  skuNameEn: z.string(),
  warehouseCode: z.string(),
  reason: z.enum(movementReasons),
  quantity: z.number().int(),
  value: z.string(),
  currency: z.string(),
  reference: z.string(),
  referenceType: z.string(),
  referenceId: z.string(),
  note: z.string(),
})
export type MovementView = z.output<typeof movementView>

export const lowStockView = z.object({
  skuId: z.string(),
  skuCode: z.string(),
  name: z.string(),
  nameEn: z.string(),
  available: z.number().int(),
  safetyStock: z.number().int(),
})
export type LowStockView = z.output<typeof lowStockView>

const adjustmentLine = z.strictObject({
  skuCode: z.string().trim().min(1).max(200),
  quantity: z
    .int()
    .min(-1_000_000)
    .max(1_000_000)
    .refine((n) => n !== 0, { params: { code: 'not_zero' } }),
  /** Cost of one unit in the company's currency, for what comes in. */
  unitCost: z
    .string()
    .regex(/^(0|[1-9]\d{0,12})(\.\d{1,6})?$/)
    .optional(),
})

export const mostAdjustmentLines = 2000

export const adjustmentInput = z.strictObject({
  warehouseCode: z.string().max(100),
  reason: z.string().trim().min(1).max(200),
  lines: z.array(adjustmentLine).min(1).max(mostAdjustmentLines),
})
export type AdjustmentInput = z.output<typeof adjustmentInput>

export const adjustmentItem = z.object({
  id: z.string(),
  number: z.string(),
  warehouseCode: z.string(),
  reason: z.string(),
  createdAt: z.string(),
})
export type AdjustmentItem = z.output<typeof adjustmentItem>

export const adjustmentView = adjustmentItem.extend({ lines: z.array(movementView) })
export type AdjustmentView = z.output<typeof adjustmentView>
