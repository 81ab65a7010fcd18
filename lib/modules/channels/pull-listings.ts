import { beginFlow, endFlow, keepFlow } from '@/lib/modules/channels/internal/flow-steps'
import { closeListings, takeListings } from '@/lib/modules/channels/internal/listing-steps'
import { openSession } from '@/lib/modules/channels/internal/open-session'
import { storedCode, troubleOf } from '@/lib/modules/channels/internal/trouble-of'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'

/** Reads all that a shop lists: new listings, changed ones, what is gone, and what the marketplace shows as stock. */
export async function pullListings(actor: Actor, { shopId }: { shopId: string }): Promise<void> {
  const flow = await run(beginFlow, actor, { shopId, flow: 'listings' })
  const session = flow && (await openSession(actor, shopId, { tries: 3 }))
  if (!flow || !session) return
  const { lease, currency } = flow
  const startedAt = new Date()
  try {
    let askedAt = startedAt
    for await (const listings of session.listings()) {
      if (listings.length > 0) await run(takeListings, actor, { shopId, currency, askedAt, listings })
      if (!(await run(keepFlow, actor, { shopId, flow: 'listings', lease }))) return
      askedAt = new Date()
    }
    await run(closeListings, actor, { shopId, startedAt })
  } catch (e) {
    const trouble = troubleOf(e)
    return await run(endFlow, actor, {
      shopId,
      flow: 'listings',
      lease,
      trouble: { ...trouble, code: storedCode(trouble) },
    })
  }
  await run(endFlow, actor, { shopId, flow: 'listings', lease, trouble: null })
}
