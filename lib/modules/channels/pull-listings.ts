import type { Exchange } from '@/lib/adapters/marketplaces/line'
import { countedJob } from '@/lib/modules/channels/internal/counted'
import { beginFlow, endFlow, keepFlow } from '@/lib/modules/channels/internal/flow-steps'
import { kept, LeaseLost } from '@/lib/modules/channels/internal/kept'
import { closeListings, takeListings } from '@/lib/modules/channels/internal/listing-steps'
import { openSession } from '@/lib/modules/channels/internal/open-session'
import { storedCode, troubleOf } from '@/lib/modules/channels/internal/trouble-of'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import type { JobResult } from '@/lib/platform/queue/jobs'

/** Reads all that a shop lists: new listings, changed ones, what is gone, and what the marketplace shows as stock. */
export async function pullListings(actor: Actor, { shopId }: { shopId: string }): Promise<JobResult> {
  return countedJob(actor, shopId, (heard) => readListings(actor, shopId, heard))
}

async function readListings(actor: Actor, shopId: string, heard: (exchange: Exchange) => void): Promise<JobResult> {
  const flow = await run(beginFlow, actor, { shopId, flow: 'listings' })
  const session = flow && (await openSession(actor, shopId, { tries: 3, heard }))
  if (!flow || !session) return { began: 0 }
  let [pages, seen] = [0, 0]
  const { lease, currency } = flow
  const startedAt = new Date()
  const keep = () => run(keepFlow, actor, { shopId, flow: 'listings', lease })
  try {
    let askedAt = startedAt
    for await (const listings of kept(session.listings(), keep)) {
      if (listings.length > 0) await run(takeListings, actor, { shopId, currency, askedAt, listings })
      if (!(await keep())) return { pages, seen, lost: 1 }
      pages += 1
      seen += listings.length
      askedAt = new Date()
    }
    await run(closeListings, actor, { shopId, startedAt })
  } catch (e) {
    if (e instanceof LeaseLost) return { pages, seen, lost: 1 }
    const trouble = troubleOf(e)
    const code = storedCode(trouble)
    await run(endFlow, actor, { shopId, flow: 'listings', lease, trouble: { ...trouble, code } })
    return { pages, seen, trouble: code }
  }
  await run(endFlow, actor, { shopId, flow: 'listings', lease, trouble: null })
  return { pages, seen }
}
