import { z } from 'zod'
import { textField } from '@/lib/kernel/fields'
import { serialModes } from '@/lib/modules/catalog/schema'
import { costBases, goodsConditions } from '@/lib/modules/inventory/schema'

/** What a channel or a file says came back: a quantity of one SKU that a buyer had bought. */
export const incomingReturn = z.strictObject({
  channelReturnNo: textField(100).min(1),
  channelLineNo: textField(100).min(1),
  /** Who bought it, by the channel's own name for the buyer: without it the sale cannot be found. */
  buyerNick: textField(200).default(''),
  sellerSku: textField(200).min(1),
  quantity: z.int().min(1).max(1_000_000),
  unitPrice: z.string().regex(/^\d{1,13}(\.\d{1,6})?$/),
  requestedAt: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
})
export type IncomingReturn = z.output<typeof incomingReturn>

export type ReturnResult = {
  channelReturnNo: string
  channelLineNo: string
  outcome: 'created' | 'unchanged' | 'rejected'
  returnRequestIds: string[]
  error?: { code: string; errors: { path: string; code: string }[] }
}

export const returnStates = ['requested', 'returned'] as const

export const returnRequestView = z.object({
  id: z.string(),
  number: z.string(),
  state: z.enum(returnStates),
  shopCode: z.string(),
  orderId: z.string(),
  orderNumber: z.string(),
  channelOrderNo: z.string(),
  channelReturnNo: z.string(),
  sellerSku: z.string(),
  title: z.string(),
  quantity: z.number().int(),
  /** How much of it has come back whole; of a bundle all parts. */
  received: z.number().int(),
  amount: z.string(),
  currency: z.string(),
  requestedAt: z.string(),
  createdAt: z.string(),
  version: z.number().int(),
})
export type ReturnRequestView = z.output<typeof returnRequestView>

/** What of one SKU may come back with a return request. */
export const returnGoodsView = z.object({
  skuId: z.string(),
  skuCode: z.string(),
  name: z.string(),
  nameEn: z.string(),
  quantity: z.number().int(),
  received: z.number().int(),
  /** What may still come back: asked back, sent out and not here yet. */
  open: z.number().int(),
  /** Left with a shipment of ours: it comes back at the cost it left with. */
  shipped: z.boolean(),
  batchTracked: z.boolean(),
  /** The batches that left and may come back. */
  batches: z.array(z.string()),
  serialMode: z.enum(serialModes),
  /** The numbers of its units are to be named. */
  numbered: z.boolean(),
})
export type ReturnGoodsView = z.output<typeof returnGoodsView>

/** Goods of a return that have come in at one time. */
export const returnReceiptView = z.object({
  id: z.string(),
  number: z.string(),
  warehouseCode: z.string(),
  note: z.string(),
  createdAt: z.string(),
  undoneAt: z.string().nullable(),
  lines: z.array(
    z.object({
      id: z.string(),
      skuId: z.string(),
      skuCode: z.string(),
      name: z.string(),
      nameEn: z.string(),
      quantity: z.number().int(),
      condition: z.enum(goodsConditions),
      value: z.string(),
      /** Who says what it is worth. */
      costBasis: z.enum(costBases),
      reason: z.string(),
    }),
  ),
})
export type ReturnReceiptView = z.output<typeof returnReceiptView>

export const returnRequestDetail = returnRequestView.extend({
  /** Where most likely it comes back to: from where it left. */
  warehouseCode: z.string().nullable(),
  /** Currency of the company, in which goods are valued. */
  costCurrency: z.string(),
  goods: z.array(returnGoodsView),
  receipts: z.array(returnReceiptView),
})
export type ReturnRequestDetail = z.output<typeof returnRequestDetail>
