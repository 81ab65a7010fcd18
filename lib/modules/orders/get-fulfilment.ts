import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import {
  type FulfilmentRow,
  fulfilmentColumns,
  fulfilmentLines,
  fulfilmentView,
} from '@/lib/modules/orders/internal/fulfilment-view'
import { seenOrders } from '@/lib/modules/orders/internal/seen-orders'
import { trackingAad } from '@/lib/modules/orders/internal/tracking-key'
import type { FulfilmentView } from '@/lib/modules/orders/schema'
import { seesShop, seesWarehouse } from '@/lib/platform/door/actor'
import { query } from '@/lib/platform/door/use-case'

export type FulfilmentDetail = FulfilmentView & {
  /** Those of the shops that the actor sees. */
  orders: { id: string; number: string; channelOrderNo: string; state: string }[]
  tracking: { at: string; status: string; place: string; text: string }[]
  createdAt: string
}

export const getFulfilment = query({
  name: 'fulfilment.get',
  summary: 'One fulfilment with its lines, orders and tracking',
  http: { method: 'GET', path: '/fulfilments/{fulfilmentId}' },
  input: z.strictObject({ fulfilmentId: id('fulfilment') }),
  async run(ctx, { fulfilmentId }): Promise<FulfilmentDetail> {
    const [row] = await ctx.sql<FulfilmentRow & { shop_id: string }>(
      `select ${fulfilmentColumns}, f.shop_id from fulfilments f join warehouses w on w.tenant_id = $1 and w.id = f.warehouse_id
        where f.tenant_id = $1 and f.id = $2`,
      [fulfilmentId],
      'fulfilment-get',
    )
    if (!row || !seesShop(ctx.actor, row.shop_id) || !seesWarehouse(ctx.actor, row.warehouse_id))
      return refuse('not_found')
    const lines = (await fulfilmentLines(ctx, [fulfilmentId])).get(fulfilmentId) ?? []
    const orders = await seenOrders(
      ctx,
      lines.map((l) => l.order_id),
    )
    const tracking = await ctx.sql<{ id: string; at: Date; status: string; place: string; body: Buffer | null }>(
      'select id, at, status, place, body from tracking_events where tenant_id = $1 and fulfilment_id = $2 order by at desc, id desc',
      [fulfilmentId],
    )
    const crypt = await ctx.crypt()
    return {
      ...fulfilmentView(crypt, row, lines),
      orders: orders.map((o) => ({ id: o.id, number: o.number, channelOrderNo: o.channel_order_no, state: o.state })),
      tracking: tracking.map(({ id, at, status, place, body }) => ({
        at: at.toISOString(),
        status,
        place,
        text: body ? crypt.open(trackingAad(id), body) : '',
      })),
      createdAt: row.created_at.toISOString(),
    }
  },
})
