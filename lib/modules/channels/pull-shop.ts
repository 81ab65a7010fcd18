import type { OrderPage } from '@/lib/adapters/marketplaces/connector'
import type { Exchange } from '@/lib/adapters/marketplaces/line'
import { countedJob } from '@/lib/modules/channels/internal/counted'
import { kept, LeaseLost } from '@/lib/modules/channels/internal/kept'
import { openSession } from '@/lib/modules/channels/internal/open-session'
import { advancePull, beginPull, endPull, type Pull } from '@/lib/modules/channels/internal/steps'
import { takenIn } from '@/lib/modules/channels/internal/taken-in'
import { storedCode, troubleOf } from '@/lib/modules/channels/internal/trouble-of'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import type { JobResult } from '@/lib/platform/queue/jobs'

/** A shop with a long past gives its place back after this long, so that the others' orders do not wait for it. */
const turnMs = 20_000

/**
 * One pull of one shop: from its cursor, less the overlap, to now. Every page is taken in by the one way in for orders, and the
 * cursor moves only over what was. Ended at any moment it begins again where the cursor stands; twice is harmless.
 */
export async function pullShop(actor: Actor, { shopId }: { shopId: string }): Promise<JobResult> {
  return countedJob(actor, shopId, (heard) => readOrders(actor, shopId, heard))
}

async function readOrders(actor: Actor, shopId: string, heard: (exchange: Exchange) => void): Promise<JobResult> {
  const pull = await run(beginPull, actor, { shopId })
  const session = pull && (await openSession(actor, shopId, { tries: 3, heard }))
  if (!pull || !session) return { began: 0 }
  const { lease } = pull
  const range = { from: pull.from.toISOString(), to: pull.to.toISOString() }
  let [changed, pages, seen] = [0, 0, 0]
  const end = Date.now() + turnMs
  let rest: Pick<Pull, 'from' | 'to' | 'after'> = { from: pull.from, to: pull.to, after: pull.after }
  try {
    const keep = () => run(advancePull, actor, { shopId, lease })
    for await (const page of kept(session.orders(rest), keep)) {
      changed += await takePage(actor, shopId, pull, page)
      pages += 1
      seen += page.orders.length + page.broken.length
      const held = await run(advancePull, actor, { shopId, lease, ...(page.upTo && { upTo: page.upTo }) })
      if (page.upTo) rest = { from: page.upTo, to: pull.to }
      else if (page.after) rest = { ...rest, after: page.after }
      if (!held) return { ...range, pages, seen, changed, lost: 1 }
      // What is done lies behind the cursor, which has moved: the rest waits its turn behind other shops.
      if (page.upTo && page.upTo > pull.cursor && page.upTo < pull.to && Date.now() > end) {
        await run(endPull, actor, { shopId, lease, changed, trouble: null, more: true })
        return { ...range, pages, seen, changed, more: 1 }
      }
    }
  } catch (e) {
    if (e instanceof LeaseLost) return { ...range, pages, seen, changed, lost: 1 }
    const trouble = troubleOf(e)
    const code = storedCode(trouble)
    await run(endPull, actor, { shopId, lease, changed, trouble: { ...trouble, code }, rest })
    return { ...range, pages, seen, changed, trouble: code }
  }
  await run(endPull, actor, { shopId, lease, changed, trouble: null })
  return { ...range, pages, seen, changed }
}

/** What cannot be read goes the same way, is kept whole as a reject and can be replayed. */
async function takePage(actor: Actor, shopId: string, { shopCode }: Pull, page: OrderPage): Promise<number> {
  const known = takenIn(actor.tenantId, shopId)
  const orders = page.orders.filter((order) => !known.has(order))
  if (orders.length + page.broken.length === 0) return 0
  const all = [...orders, ...page.broken.map((b) => b.element)]
  const { results } = await run(ingestOrders, actor, { shopCode, orders: all })
  for (const [i, order] of orders.entries()) if (results[i]?.outcome !== 'rejected') known.note(order)
  return results.filter(({ outcome }) => outcome === 'created' || outcome === 'updated').length
}
