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
  'move',
] as const

/** What stands in one warehouse of one SKU. */
export const stockView = z.object({
  skuId: z.string(),
  skuCode: z.string(),
  name: z.string(),
  nameEn: z.string(),
  warehouseCode: z.string(),
  onHand: z.number().int(),
  /** On hand, but in a defective zone: not to be promised. */
  defective: z.number().int(),
  reserved: z.number().int(),
  available: z.number().int(),
  /** Made of other SKUs: nothing lies here of its own, `available` is what its components make. */
  bundle: z.boolean(),
  incoming: z.number().int(),
  safetyStock: z.number().int(),
  /** The SKU is at or below its safety stock, over all warehouses in scope: the same SKUs as in `stock.low`. */
  low: z.boolean(),
  value: z.string(),
  currency: z.string(),
})
export type StockView = z.output<typeof stockView>

/** A moment, with its zone. */
export const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

/** What stood in one warehouse of one SKU at a past moment. */
export const pastStockView = z.object({
  at: z.string(),
  skuId: z.string(),
  skuCode: z.string(),
  name: z.string(),
  nameEn: z.string(),
  warehouseCode: z.string(),
  onHand: z.number().int(),
  defective: z.number().int(),
  reserved: z.number().int(),
  available: z.number().int(),
  value: z.string(),
  currency: z.string(),
})
export type PastStockView = z.output<typeof pastStockView>

const stateView = z.object({
  onHand: z.number().int(),
  defective: z.number().int(),
  reserved: z.number().int(),
  value: z.string(),
})

/** Opening + changes = closing, in units and in value. */
export const stockChangesView = z.object({
  from: z.string(),
  to: z.string(),
  currency: z.string(),
  opening: stateView,
  closing: stateView,
  items: z.array(
    z.object({
      reason: z.enum(movementReasons),
      movements: z.number().int(),
      units: z.number().int(),
      value: z.string(),
    }),
  ),
})
export type StockChangesView = z.output<typeof stockChangesView>

export const ageBuckets = ['0-30', '31-60', '61-90', '91-180', '181-'] as const
export type AgeBucket = (typeof ageBuckets)[number]

const worth = z.object({ units: z.number().int(), value: z.string() })

/** What one warehouse holds of one category (null: of none), by the days since it came in. */
export const stockValueRow = worth.extend({
  warehouseCode: z.string(),
  categoryId: z.string().nullable(),
  categoryNameZh: z.string().nullable(),
  categoryNameEn: z.string().nullable(),
  ages: z.record(z.enum(ageBuckets), worth),
})
export type StockValueRow = z.output<typeof stockValueRow>

export const stockValueView = z.object({
  currency: z.string(),
  total: worth,
  ages: z.record(z.enum(ageBuckets), worth),
  items: z.array(stockValueRow),
})
export type StockValueView = z.output<typeof stockValueView>

/** What is left of one receipt. */
export const layerView = z.object({
  id: z.string(),
  skuId: z.string(),
  skuCode: z.string(),
  name: z.string(),
  nameEn: z.string(),
  warehouseCode: z.string(),
  receivedAt: z.string(),
  days: z.number().int(),
  units: z.number().int(),
  value: z.string(),
  currency: z.string(),
  movementId: z.string(),
  reference: z.string(),
})
export type LayerView = z.output<typeof layerView>

export const movementView = z.object({
  id: z.string(),
  at: z.string(),
  skuId: z.string(),
  skuCode: z.string(),
  skuName: z.string(),
  skuNameEn: z.string(),
  warehouseCode: z.string(),
  binCode: z.string(),
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
