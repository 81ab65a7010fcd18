import type { ChannelOrder, ItemOf } from '@/lib/adapters/marketplaces/channel-order'
import type { Exchange } from '@/lib/adapters/marketplaces/line'
import { parsePayload } from '@/lib/adapters/marketplaces/parse'
import { isMarketplace, parsers } from '@/lib/adapters/marketplaces/parsers'
import { ChannelTrouble, WrongPayload } from '@/lib/adapters/marketplaces/trouble'
import { parseExact } from '@/lib/kernel/exact-json'
import { beginCall, endCall } from '@/lib/modules/channels/internal/breaker'
import { countedJob } from '@/lib/modules/channels/internal/counted'
import { beginDelivery, endDelivery, type Taken } from '@/lib/modules/channels/internal/delivery-steps'
import { openSession } from '@/lib/modules/channels/internal/open-session'
import { storedCode, troubleOf } from '@/lib/modules/channels/internal/trouble-of'
import { pullRefunds } from '@/lib/modules/channels/pull-refunds'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { noteRefunds } from '@/lib/modules/orders/note-refunds'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import type { JobResult } from '@/lib/platform/queue/jobs'

type Heard = (exchange: Exchange) => void
/** Nobody was asked. */
const resting = 'resting'

/**
 * What a push means for us: the order it carries is taken in as it is, for it was signed; of anything else about an order the
 * order is asked for. Intake ignores what is older than what it has, so the sequence of pushes does not matter.
 */
export async function takeDelivery(actor: Actor, { deliveryId }: { deliveryId: string }): Promise<JobResult> {
  const taken = await run(beginDelivery, actor, { deliveryId })
  if (!taken) return { began: 0 }
  return countedJob(actor, taken.shopId, (heard) => work(actor, deliveryId, taken, heard))
}

async function work(actor: Actor, deliveryId: string, taken: Taken, heard: Heard): Promise<JobResult> {
  const began = Date.now()
  try {
    const [whole] = taken.event === 'order' ? carried(taken, 'order') : []
    const order = whole ?? (await asked(actor, taken, heard))
    if (order) await run(ingestOrders, actor, { shopCode: taken.shopCode, orders: [order] })
    await takeRefunds(actor, taken)
    await run(endDelivery, actor, { deliveryId, trouble: null, tookMs: Date.now() - began })
    return { event: taken.event }
  } catch (e) {
    const trouble = troubleOf(e)
    await run(endDelivery, actor, {
      deliveryId,
      trouble: storedCode(trouble),
      final: trouble.kind === 'business',
      tookMs: Date.now() - began,
    })
    return trouble.code === resting ? { [resting]: 1 } : { trouble: storedCode(trouble) }
  }
}

function carried<K extends 'order' | 'refund'>(
  { channel, body }: Pick<Taken, 'channel' | 'body'>,
  kind: K,
): ItemOf[K][] {
  if (!isMarketplace(channel)) return []
  try {
    return parsePayload(parsers[channel], kind, parseExact(body)).items
  } catch (e) {
    if (e instanceof WrongPayload || e instanceof SyntaxError) return []
    throw e
  }
}

/** A push that is the refund itself says all of it; of any other about a refund the marketplace is asked what has changed. */
async function takeRefunds(actor: Actor, { channel, event, body, shopId, currency }: Taken): Promise<void> {
  if (event !== 'refund') return
  const refunds = carried({ channel, body }, 'refund')
  if (refunds.length > 0) await run(noteRefunds, actor, { shopId, currency, refunds })
  else await pullRefunds(actor, { shopId })
}

/** While the connection rests, or its marketplace is silent, the push waits: a thousand of them are not a thousand time-outs. */
async function asked(
  actor: Actor,
  { shopId, event, channelOrderNo }: Taken,
  heard: Heard,
): Promise<ChannelOrder | undefined> {
  if (channelOrderNo === '' || (event !== 'order' && event !== 'refund')) return undefined
  if (!(await run(beginCall, actor, { shopId }))) throw new ChannelTrouble({ kind: 'retry_after', code: resting })
  try {
    const session = await openSession(actor, shopId, { tries: 3, heard })
    const order = await session?.order(channelOrderNo)
    await run(endCall, actor, { shopId, trouble: null })
    return order
  } catch (e) {
    const trouble = troubleOf(e)
    await run(endCall, actor, { shopId, trouble: { ...trouble, code: storedCode(trouble) } })
    throw e
  }
}
