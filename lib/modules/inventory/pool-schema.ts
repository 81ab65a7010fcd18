import { z } from 'zod'
import { codeField, nameField, textField } from '@/lib/kernel/fields'

export const poolStatuses = ['active', 'ended'] as const

/** A moment, or none. */
const moment = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .nullable()

export const poolFields = {
  code: codeField(40),
  name: nameField(80),
  /** The shops whose orders it is for. */
  shopCodes: z.array(codeField(40)).min(1).max(100),
  /** Only for customers of one of these groups; none: for every order of the shops. */
  customerGroups: z.array(nameField(60)).max(20),
  /** The lower, the earlier it is asked where a shop has several. */
  priority: z.int().min(0).max(10_000),
  /** What the pool lacks may come out of general stock. */
  fallsBack: z.boolean(),
  /** What is left at its end becomes general stock again. */
  returns: z.boolean(),
  startsAt: moment,
  endsAt: moment,
}

export const poolView = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  shopCodes: z.array(z.string()),
  customerGroups: z.array(z.string()),
  priority: z.number().int(),
  fallsBack: z.boolean(),
  returns: z.boolean(),
  startsAt: z.string().nullable(),
  endsAt: z.string().nullable(),
  status: z.enum(poolStatuses),
  /** Units in it, those that parcels hold, and those that are free. */
  quantity: z.number().int(),
  reserved: z.number().int(),
  available: z.number().int(),
  /** Units on their way into it. */
  incoming: z.number().int(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
  version: z.number().int(),
})
export type PoolView = z.output<typeof poolView>

/** What of one SKU belongs to a pool in one warehouse. */
export const poolStockView = z.object({
  poolCode: z.string(),
  skuId: z.string(),
  skuCode: z.string(),
  name: z.string(),
  nameEn: z.string(),
  warehouseCode: z.string(),
  quantity: z.number().int(),
  reserved: z.number().int(),
  available: z.number().int(),
})
export type PoolStockView = z.output<typeof poolStockView>

export const poolMoveKinds = ['move', 'undo', 'end', 'loss', 'arrival'] as const

export const poolMoveInput = z.strictObject({
  warehouseCode: z.string().max(100),
  /** Absent: general stock. */
  fromPool: z.string().max(100).optional(),
  toPool: z.string().max(100).optional(),
  note: textField(200).default(''),
  lines: z
    .array(z.strictObject({ skuCode: z.string().trim().min(1).max(200), quantity: z.int().min(1).max(1_000_000) }))
    .min(1)
    .max(500),
})

export const poolMoveItem = z.object({
  id: z.string(),
  number: z.string(),
  kind: z.enum(poolMoveKinds),
  warehouseCode: z.string(),
  /** null: general stock. */
  fromPool: z.string().nullable(),
  toPool: z.string().nullable(),
  units: z.number().int(),
  /** The document it follows from, such as an adjustment that lost goods. */
  reference: z.string(),
  note: z.string(),
  /** The move that took it back. */
  undoneBy: z.string().nullable(),
  createdAt: z.string(),
})
export type PoolMoveItem = z.output<typeof poolMoveItem>

export const poolMoveView = poolMoveItem.extend({
  lines: z.array(
    z.object({
      skuId: z.string(),
      skuCode: z.string(),
      name: z.string(),
      nameEn: z.string(),
      quantity: z.number().int(),
    }),
  ),
})
export type PoolMoveView = z.output<typeof poolMoveView>

/** Goods on their way that will go into a pool, and what of them is promised to presale orders. */
export const poolIncomingView = z.object({
  id: z.string(),
  poolCode: z.string(),
  transferId: z.string(),
  transferNumber: z.string(),
  skuId: z.string(),
  skuCode: z.string(),
  name: z.string(),
  nameEn: z.string(),
  warehouseCode: z.string(),
  quantity: z.number().int(),
  arrived: z.number().int(),
  lost: z.number().int(),
  promised: z.number().int(),
  createdAt: z.string(),
})
export type PoolIncomingView = z.output<typeof poolIncomingView>
