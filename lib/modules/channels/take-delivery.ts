import type { ChannelOrder } from '@/lib/adapters/marketplaces/channel-order'
import { parsePayload } from '@/lib/adapters/marketplaces/parse'
import { isMarketplace, parsers } from '@/lib/adapters/marketplaces/parsers'
import { WrongPayload } from '@/lib/adapters/marketplaces/trouble'
import { parseExact } from '@/lib/kernel/exact-json'
import { beginDelivery, endDelivery, type Taken } from '@/lib/modules/channels/internal/delivery-steps'
import { openSession } from '@/lib/modules/channels/internal/open-session'
import { storedCode, troubleOf } from '@/lib/modules/channels/internal/trouble-of'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'

/**
 * What a push means for us: the order it carries is taken in as it is, for it was signed; of anything else about an order the
 * order is asked for. Intake ignores what is older than what it has, so the sequence of pushes does not matter.
 */
export async function takeDelivery(actor: Actor, { deliveryId }: { deliveryId: string }): Promise<void> {
  const taken = await run(beginDelivery, actor, { deliveryId })
  if (!taken) return
  try {
    const order = carried(taken) ?? (await asked(actor, taken))
    if (order) await run(ingestOrders, actor, { shopCode: taken.shopCode, orders: [order] })
    await run(endDelivery, actor, { deliveryId, trouble: null })
  } catch (e) {
    await run(endDelivery, actor, { deliveryId, trouble: storedCode(troubleOf(e)) })
  }
}

function carried({ channel, event, body }: Taken): ChannelOrder | undefined {
  if (event !== 'order' || !isMarketplace(channel)) return undefined
  try {
    return parsePayload(parsers[channel], 'order', parseExact(body)).items[0]
  } catch (e) {
    if (e instanceof WrongPayload || e instanceof SyntaxError) return undefined
    throw e
  }
}

async function asked(actor: Actor, { shopId, event, channelOrderNo }: Taken): Promise<ChannelOrder | undefined> {
  if (channelOrderNo === '' || (event !== 'order' && event !== 'refund')) return undefined
  const session = await openSession(actor, shopId, { tries: 3 })
  return session?.order(channelOrderNo)
}
