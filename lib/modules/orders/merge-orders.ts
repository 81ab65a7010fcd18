import { z } from 'zod'
import { type Id, id } from '@/lib/kernel/ids'
import { getFulfilment } from '@/lib/modules/orders/get-fulfilment'
import { mergeParcels } from '@/lib/modules/orders/internal/merge-parcels'
import { command } from '@/lib/platform/door/use-case'

/** Orders of one buyer to one address leave in one parcel (合单); each keeps its lines, its money and its channel number. */
export const mergeOrders = command({
  name: 'order.merge',
  summary: 'Merge parcels of one warehouse, buyer and address into one',
  http: { method: 'POST', path: '/orders/merge' },
  input: z.strictObject({
    fulfilmentIds: z.array(id('fulfilment')).min(2).max(50),
    reason: z.string().trim().max(500).default(''),
  }),
  example: { fulfilmentIds: ['0199b3c4-0000-7000-8000-000000000001', '0199b3c4-0000-7000-8000-000000000002'] },
  async run(ctx, { fulfilmentIds, reason }) {
    const fulfilmentId = (await mergeParcels(ctx, [...new Set(fulfilmentIds)], reason)) as Id<'fulfilment'>
    ctx.tell({ parcels: fulfilmentIds.length })
    return getFulfilment.within(ctx, { fulfilmentId })
  },
})
