import { z } from 'zod'
import { movementReasons } from '@/lib/modules/inventory/schema'

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
  /** Of batches nobody could sell. */
  blocked: z.number().int(),
  reserved: z.number().int(),
  /** Free, but set aside for the shops of pools. */
  pooled: z.number().int(),
  /** As `stock.list` told it then; of a bundle what lay assembled. */
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
