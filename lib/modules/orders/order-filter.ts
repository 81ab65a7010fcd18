import { z } from 'zod'
import { currencyField } from '@/lib/kernel/fields'
import { flagColours } from '@/lib/kernel/flag-colours'
import { id } from '@/lib/kernel/ids'
import { isDay } from '@/lib/kernel/time'
import { holdCodes, type OrderState, orderStates } from '@/lib/modules/orders/states'
import { pageFields } from '@/lib/platform/paging'

const day = z.string().refine(isDay)

export const orderFilter = z.strictObject({
  ...pageFields,
  state: z.enum(orderStates.states as [OrderState, ...OrderState[]]).optional(),
  shopCode: z.string().max(100).optional(),
  channelOrderNo: z.string().max(100).optional(),
  q: z.string().trim().min(1).max(200).optional(),
  /** Business days of the tenant, inclusive, by the channel's time of creation. */
  from: day.optional(),
  to: day.optional(),
  hold: z.enum(['any', ...holdCodes]).optional(),
  /** '1': without cancelled and invalid orders, as the reports count. */
  valid: z.enum(['1']).optional(),
  sku: z.string().max(200).optional(),
  currency: currencyField.optional(),
  /** '1': awaiting shipment past the promised time. */
  overdue: z.enum(['1']).optional(),
  /** '1': cancelled after it was paid, and not paid back. */
  refundDue: z.enum(['1']).optional(),
  flag: z.enum(['any', ...flagColours]).optional(),
  tagId: id('tag').optional(),
  /** `me`, `none`, or a member's id. */
  assignee: z.union([z.enum(['me', 'none']), id('member')]).optional(),
  /** What somebody pasted: the answer of `order.find-numbers`. */
  set: id('number-set').optional(),
  sort: z.enum(['newest', 'oldest']).optional(),
})

export type OrderFilter = z.output<typeof orderFilter>
