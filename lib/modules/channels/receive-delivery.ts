import { z } from 'zod'
import { BadElement, WrongPayload } from '@/lib/adapters/marketplaces/trouble'
import { id, newId } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { connectionRow, connectorOf, openCredentials } from '@/lib/modules/channels/internal/connection-rows'
import { deliveryAad, deliveryKey } from '@/lib/modules/channels/internal/delivery-rows'
import { getShop } from '@/lib/modules/settings/get-shop'
import { command } from '@/lib/platform/door/use-case'

/**
 * Keeps what a marketplace pushes, before it is answered; the work comes afterwards. Believed only by its signature, known again
 * by its key: sent five times it is one. Whatever is not believed is answered alike and leaves no trace.
 */
export const receiveDelivery = command({
  name: 'delivery.receive',
  summary: 'Keep what a marketplace pushes',
  audited: false,
  input: z.strictObject({
    shopId: id('shop'),
    channel: z.string().max(40),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
  }),
  async run(ctx, { shopId, channel, headers, body }): Promise<{ kept: boolean }> {
    const shop = await getShop.within(ctx, { shopId })
    const row = await connectionRow(ctx, shopId)
    const hooks = row && shop.channel === channel ? connectorOf(channel)?.hooks : undefined
    const delivery = { headers, body }
    if (!row || !hooks?.verify(delivery, await openCredentials(ctx, row))) refuse('unauthenticated')
    const notice = readable(() => hooks.notice(delivery))
    if (notice.event === 'ping') return { kept: false }
    const deliveryId = newId()
    const crypt = await ctx.crypt()
    const rows = await ctx.sql(
      `insert into channel_deliveries (tenant_id, id, shop_id, delivery_key, topic, event, channel_order_no, body, received_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (tenant_id, shop_id, delivery_key) do nothing returning id`,
      [
        deliveryId,
        shopId,
        deliveryKey(hooks.key(delivery), delivery),
        notice.topic.slice(0, 100),
        notice.event,
        notice.channelOrderNo.slice(0, 100),
        crypt.seal(deliveryAad(deliveryId), body),
        ctx.now,
      ],
    )
    if (rows.length > 0) ctx.emit({ name: 'delivery.received', payload: { deliveryId, shopId } })
    return { kept: rows.length > 0 }
  },
})

/** Signed by the marketplace and still no payload of its kind: refused, so that it shows there. */
function readable<T>(read: () => T): T {
  try {
    return read()
  } catch (e) {
    if (e instanceof WrongPayload || e instanceof BadElement || e instanceof SyntaxError)
      return invalid([{ path: 'body', code: 'unreadable' }])
    throw e
  }
}
