import { z } from 'zod'
import { textField } from '@/lib/kernel/fields'

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

export const returnRequestView = z.object({
  id: z.string(),
  number: z.string(),
  state: z.enum(['requested']),
  shopCode: z.string(),
  orderId: z.string(),
  orderNumber: z.string(),
  channelOrderNo: z.string(),
  channelReturnNo: z.string(),
  sellerSku: z.string(),
  title: z.string(),
  quantity: z.number().int(),
  amount: z.string(),
  currency: z.string(),
  requestedAt: z.string(),
  createdAt: z.string(),
  version: z.number().int(),
})
export type ReturnRequestView = z.output<typeof returnRequestView>
