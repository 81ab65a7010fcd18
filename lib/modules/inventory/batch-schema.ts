import { z } from 'zod'
import { serialStates } from '@/lib/modules/inventory/schema'

/** `usable` may be sold; `short`: so near its end that it may be sold no longer; `expired`: past it; `locked`: by hand. */
export const batchStatuses = ['usable', 'short', 'expired', 'locked'] as const
export type BatchStatus = (typeof batchStatuses)[number]

export const batchView = z.object({
  id: z.string(),
  skuId: z.string(),
  skuCode: z.string(),
  name: z.string(),
  nameEn: z.string(),
  /** '': the units that were there before the SKU asked for batches. */
  batchNo: z.string(),
  producedOn: z.string().nullable(),
  /** The last day on which it is good. */
  expiresOn: z.string().nullable(),
  /** The last day on which it may be sold. */
  sellUntil: z.string().nullable(),
  /** Days until it expires; below nothing: since. */
  daysLeft: z.number().int().nullable(),
  status: z.enum(batchStatuses),
  /** Over the warehouses in sight. */
  onHand: z.number().int(),
  lockedAt: z.string().nullable(),
  createdAt: z.string(),
  version: z.number().int(),
})
export type BatchView = z.output<typeof batchView>

export const batchDetail = batchView.extend({
  /** Why it is locked. */
  lockReason: z.string(),
  bins: z.array(
    z.object({
      warehouseCode: z.string(),
      binCode: z.string(),
      kind: z.enum(['sellable', 'defective']),
      quantity: z.number().int(),
    }),
  ),
})
export type BatchDetail = z.output<typeof batchDetail>

/** What left with which order, net of what was taken back. */
export const batchOrderView = z.object({
  orderId: z.string(),
  orderNumber: z.string(),
  fulfilmentId: z.string(),
  fulfilmentNumber: z.string(),
  warehouseCode: z.string(),
  carrierCode: z.string().nullable(),
  trackingNo: z.string().nullable(),
  shippedAt: z.string(),
  quantity: z.number().int(),
})
export type BatchOrderView = z.output<typeof batchOrderView>

export const serialView = z.object({
  id: z.string(),
  skuId: z.string(),
  skuCode: z.string(),
  name: z.string(),
  nameEn: z.string(),
  serialNo: z.string(),
  state: z.enum(serialStates),
  warehouseCode: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type SerialView = z.output<typeof serialView>

/** Where a unit came from and where it went, oldest first. */
export const serialTrace = serialView.extend({
  moves: z.array(
    z.object({
      movementId: z.string(),
      at: z.string(),
      reason: z.string(),
      quantity: z.number().int(),
      warehouseCode: z.string(),
      binCode: z.string(),
      reference: z.string(),
      referenceType: z.string(),
      referenceId: z.string(),
      orderId: z.string().nullable(),
      orderNumber: z.string().nullable(),
    }),
  ),
})
export type SerialTrace = z.output<typeof serialTrace>
