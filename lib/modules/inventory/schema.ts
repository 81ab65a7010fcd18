import { z } from 'zod'
import { codeField, nameField, textField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { serialModes } from '@/lib/modules/catalog/schema'
import { transferStates } from '@/lib/modules/inventory/states'

export const movementReasons = [
  'receipt',
  'shipment',
  'unship',
  'transfer_out',
  'transfer_in',
  'adjustment',
  'stocktake',
  'return',
  'scrap',
  'assembly',
  'move',
] as const

/** Where a unit with a number of its own is. `gone`: written off or lost. `known`: back, but not counted one by one. */
export const serialStates = ['in_stock', 'in_transit', 'shipped', 'gone', 'known'] as const
export type SerialState = (typeof serialStates)[number]

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
  /** On hand, but of a batch that is locked or past the day until which it may be sold. */
  blocked: z.number().int(),
  reserved: z.number().int(),
  available: z.number().int(),
  /** Made of other SKUs: `available` counts what lies here assembled and, unless only that may leave, what its components make. */
  bundle: z.boolean(),
  buildable: z.number().int(),
  /** Free, but set aside for the shops of pools: not in `available`. */
  pooled: z.number().int(),
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
  binCode: z.string(),
  reason: z.enum(movementReasons),
  quantity: z.number().int(),
  value: z.string(),
  currency: z.string(),
  reference: z.string(),
  referenceType: z.string(),
  referenceId: z.string(),
  note: z.string(),
  batchId: z.string().nullable(),
  batchNo: z.string().nullable(),
  expiresOn: z.string().nullable(),
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

const skuCode = z.string().trim().min(1).max(200)
/** Cost of one unit in the company's currency. */
const unitCost = z.string().regex(/^(0|[1-9]\d{0,12})(\.\d{1,6})?$/)
const units = z.int().min(1).max(1_000_000)
/** Where a person types or scans one: in any case and width. */
const binCode = z
  .string()
  .max(100)
  .transform((text) => text.normalize('NFKC').trim().toUpperCase())

const day = z.iso
  .date()
  .refine((text) => text >= '1990-01-01' && text < '2200-01-01', { params: { code: 'out_of_range' } })

/** How long a batch's number and a unit's number may be. */
const lotNumber = (most: number) => textField(most).regex(/^\P{Cc}*$/u)

/** '': the units that were there before the SKU asked for batches. */
const batchNo = lotNumber(60).optional()

/** The batch that comes in, for SKUs that ask for one. A new batch's days are given with it, an old one's need not be. */
const batchIn = { batchNo, producedOn: day.optional(), expiresOn: day.optional() }

/** As many numbers as units, for SKUs that ask for them. */
export const serialNumbers = z.array(lotNumber(60).min(1)).max(5000)

const adjustmentLine = z.strictObject({
  skuCode,
  ...batchIn,
  serials: serialNumbers.optional(),
  quantity: z
    .int()
    .min(-1_000_000)
    .max(1_000_000)
    .refine((n) => n !== 0, { params: { code: 'not_zero' } }),
  /** For what comes in. */
  unitCost: unitCost.optional(),
  /** Absent: what goes out leaves the sellable bins by their route, what comes in comes into the receiving bin. */
  binCode: binCode.optional(),
})

export const goodsConditions = ['sellable', 'defective', 'scrap'] as const
export type GoodsCondition = (typeof goodsConditions)[number]

/** Who says what units that come back are worth: the shipment they left with, a person, the last receipt, the SKU, nobody. */
export const costBases = ['shipment', 'given', 'last_receipt', 'hint', 'unknown'] as const
export type CostBasis = (typeof costBases)[number]

/** Units that a buyer has sent back, in one condition. */
export const returnedLine = z.strictObject({
  /** Absent: the one SKU that the return is of. */
  skuCode: skuCode.optional(),
  quantity: z.int().min(1).max(1_000_000),
  condition: z.enum(goodsConditions),
  ...batchIn,
  serials: serialNumbers.optional(),
  binCode: binCode.optional(),
  /** Only of what left without a shipment of ours. */
  unitCost: unitCost.optional(),
  /** Why it is written off, or what is wrong with it. */
  reason: textField(200).default(''),
})
export type ReturnedLine = z.output<typeof returnedLine>

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

// ── places in a warehouse ────────────────────────────────────────────────────────────────────────────────────────────

export const zoneKinds = ['sellable', 'defective'] as const
const placeStatuses = ['active', 'closed'] as const

/** Labels are read by machines and typed by people: one spelling of each code. */
export const placeCode = codeField(40).transform((text) => text.normalize('NFKC').toUpperCase())

export const zoneFields = {
  code: placeCode,
  name: nameField(80),
  /** The lower, the earlier it is shown. */
  sequence: z.int().min(0).max(10_000),
}

export const zoneView = z.object({
  id: z.string(),
  warehouseId: z.string(),
  code: z.string(),
  name: z.string(),
  /** What lies in a defective zone is on hand, but not available. */
  kind: z.enum(zoneKinds),
  sequence: z.number().int(),
  status: z.enum(placeStatuses),
  createdAt: z.string(),
  version: z.number().int(),
})
export type ZoneView = z.output<typeof zoneView>

export const binFields = {
  zoneId: id('zone').nullable(),
  /** The sequence in which people walk past the bins. */
  route: z.int().min(0).max(1_000_000),
  /** Units; null: as many as fit. */
  capacity: units.nullable(),
}

export const binView = z.object({
  id: z.string(),
  warehouseId: z.string(),
  code: z.string(),
  zoneId: z.string().nullable(),
  zoneCode: z.string().nullable(),
  kind: z.enum(zoneKinds),
  /** Where goods come in that nobody has given a place yet. */
  isDefault: z.boolean(),
  /** The packing place: what is picked lies here until it leaves. */
  isStaging: z.boolean(),
  route: z.number().int(),
  capacity: z.number().int().nullable(),
  /** Units that lie here, of all SKUs. */
  held: z.number().int(),
  status: z.enum(placeStatuses),
  createdAt: z.string(),
  version: z.number().int(),
})
export type BinView = z.output<typeof binView>

/** As many bins as one pattern may make. */
export const mostBins = 2000

/** What one bin holds of one SKU. */
export const binStockView = z.object({
  skuId: z.string(),
  skuCode: z.string(),
  name: z.string(),
  nameEn: z.string(),
  warehouseCode: z.string(),
  binId: z.string(),
  binCode: z.string(),
  zoneCode: z.string().nullable(),
  kind: z.enum(zoneKinds),
  isDefault: z.boolean(),
  quantity: z.number().int(),
  /** What of it is of which batch; empty for SKUs that ask for none. */
  batches: z.array(
    z.object({ id: z.string(), batchNo: z.string(), expiresOn: z.string().nullable(), quantity: z.number().int() }),
  ),
})
export type BinStockView = z.output<typeof binStockView>

/** What waits in the receiving bin, and where it could go. */
export const putAwayView = z.object({
  skuId: z.string(),
  skuCode: z.string(),
  name: z.string(),
  nameEn: z.string(),
  binCode: z.string(),
  quantity: z.number().int(),
  batchId: z.string().nullable(),
  batchNo: z.string().nullable(),
  expiresOn: z.string().nullable(),
  /** null: no bin has room. `holds`: the SKU lies there already. */
  suggestion: z
    .object({ binCode: z.string(), reason: z.enum(['holds', 'empty']), room: z.number().int().nullable() })
    .nullable(),
})
export type PutAwayView = z.output<typeof putAwayView>

const noteField = textField(200)
const mostLines = 500

export const moveInput = z.strictObject({
  warehouseCode: z.string().max(100),
  note: noteField.default(''),
  lines: z
    .array(z.strictObject({ skuCode, fromBin: binCode, toBin: binCode, quantity: units, batchNo }))
    .min(1)
    .max(mostLines),
})
export type MoveInput = z.output<typeof moveInput>

const documentItem = { id: z.string(), number: z.string(), warehouseCode: z.string() }

export const moveItem = z.object({ ...documentItem, note: z.string(), createdAt: z.string() })
export type MoveItem = z.output<typeof moveItem>
export const moveView = moveItem.extend({
  lines: z.array(
    z.object({
      skuId: z.string(),
      skuCode: z.string(),
      skuName: z.string(),
      skuNameEn: z.string(),
      fromBin: z.string(),
      toBin: z.string(),
      quantity: z.number().int(),
      batchNo: z.string().nullable(),
    }),
  ),
})
export type MoveView = z.output<typeof moveView>

export const receiptInput = z.strictObject({
  warehouseCode: z.string().max(100),
  /** The number on the supplier's paper. */
  reference: textField(60).default(''),
  note: noteField.default(''),
  lines: z
    .array(
      z.strictObject({
        ...{ skuCode, quantity: units, unitCost: unitCost.optional(), binCode: binCode.optional() },
        ...{ ...batchIn, serials: serialNumbers.optional() },
      }),
    )
    .min(1)
    .max(mostAdjustmentLines),
})

export const receiptItem = moveItem.extend({ reference: z.string() })
export type ReceiptItem = z.output<typeof receiptItem>
export const receiptView = receiptItem.extend({ lines: z.array(movementView) })
export type ReceiptView = z.output<typeof receiptView>

export const transferLines = z
  .array(z.strictObject({ skuCode, quantity: units, fromBin: binCode.optional(), batchNo }))
  .min(1)
  .max(mostLines)

/** What arrives of a transfer's lines, one entry for each bin it goes to. */
export const arrivals = z
  .array(
    z.strictObject({
      lineId: id('transfer-line'),
      quantity: z.int().min(0).max(1_000_000),
      binCode: binCode.optional(),
      /** Of a line that carries several batches; absent: those that expire first. */
      batchNo,
      serials: serialNumbers.optional(),
    }),
  )
  .max(1000)

export const transferItem = z.object({
  id: z.string(),
  number: z.string(),
  fromWarehouseCode: z.string(),
  toWarehouseCode: z.string(),
  state: z.enum(transferStates.states),
  note: z.string(),
  /** Units as drafted, and those on their way now. */
  units: z.number().int(),
  inTransit: z.number().int(),
  createdAt: z.string(),
  shippedAt: z.string().nullable(),
  receivedAt: z.string().nullable(),
  version: z.number().int(),
})
export type TransferItem = z.output<typeof transferItem>

const transferLineView = z.object({
  id: z.string(),
  skuId: z.string(),
  skuCode: z.string(),
  name: z.string(),
  nameEn: z.string(),
  /** null: out of the sellable bins by their route. */
  fromBin: z.string().nullable(),
  /** null: what expires first. */
  batchNo: z.string().nullable(),
  /** What is on its way, by batch, and by number where the units have any. */
  carried: z.array(z.object({ batchNo: z.string(), expiresOn: z.string().nullable(), quantity: z.number().int() })),
  serials: z.array(z.string()),
  batchTracked: z.boolean(),
  serialMode: z.enum(serialModes),
  quantity: z.number().int(),
  shipped: z.number().int(),
  received: z.number().int(),
  lost: z.number().int(),
  over: z.number().int(),
  inTransit: z.number().int(),
  shippedValue: z.string(),
  receivedValue: z.string(),
  lostValue: z.string(),
})

export const transferView = transferItem.extend({
  /** Why less or more arrived than was sent. */
  difference: z.string(),
  currency: z.string(),
  lines: z.array(transferLineView),
})
export type TransferView = z.output<typeof transferView>
