import { z } from 'zod'
import { groupBy } from '@/lib/kernel/group'
import { id } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { getOrder } from '@/lib/modules/orders/get-order'
import { lockOrder } from '@/lib/modules/orders/internal/lock-order'
import { mergeParcels } from '@/lib/modules/orders/internal/merge-parcels'
import { command } from '@/lib/platform/door/use-case'

/** What of an order lies in one warehouse and nobody has picked leaves in one parcel again. */
export const unsplitOrder = command({
  name: 'order.unsplit',
  summary: 'Join the unpicked parcels of an order, warehouse by warehouse',
  http: { method: 'POST', path: '/orders/{orderId}/unsplit' },
  input: z.strictObject({
    orderId: id('order'),
    reason: z.string().trim().max(500).default(''),
    version: z.int().optional(),
  }),
  example: {},
  async run(ctx, { orderId, reason, version }) {
    await lockOrder(ctx, orderId, version)
    const own = await ctx.sql<{ id: string; warehouse_id: string }>(
      `select f.id, f.warehouse_id from fulfilments f
        where f.tenant_id = $1 and f.state in ('allocated', 'released') and f.block_reason is null
          and f.id in (select l.fulfilment_id from fulfilment_lines l where l.tenant_id = $1 and l.order_id = $2)
          and not exists (select 1 from fulfilment_lines l where l.tenant_id = $1 and l.fulfilment_id = f.id and l.order_id <> $2)
        order by f.id`,
      [orderId],
    )
    const several = [...groupBy(own, (p) => p.warehouse_id).values()].filter((parcels) => parcels.length > 1)
    if (several.length === 0) invalid([{ path: 'id', code: 'nothing_to_join' }])
    for (const parcels of several)
      await mergeParcels(
        ctx,
        parcels.map((p) => p.id),
        reason,
      )
    return getOrder.within(ctx, { orderId })
  },
})
