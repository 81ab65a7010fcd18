import { firstIdAt, isId } from '@/lib/kernel/ids'
import { inTenant } from '@/lib/platform/db/transaction'
import { type Topic, topicOf, topics } from '@/lib/platform/live/topics'

/** Events become visible with their commit and not in the sequence of their ids: what is a little older is looked at once more. */
const slackMs = 15_000
/** Who was away for longer asks anew for everything. */
const memoryMs = 600_000
const mostEvents = 2000

/** The topics that had news since the event `after`; all of them when nobody can tell. What is one's own alone is always asked anew. */
export async function missedSince(tenantId: string, after: string, now: Date): Promise<readonly Topic[]> {
  const at = heardUntil(after)
  if (at === undefined || !(now.getTime() - at < memoryMs)) return topics
  const { rows } = await inTenant(tenantId, 'read', (client) =>
    client.query<{ event: string }>(
      `select distinct e.event from (
         select event from outbox where tenant_id = $1 and id > $2 order by id limit ${mostEvents}) e`,
      [tenantId, firstIdAt(new Date(at))],
    ),
  )
  const heard = new Set(rows.map(({ event }) => topicOf(event)))
  return topics.filter((topic) => topic !== 'orders' || heard.has(topic))
}

/** Milliseconds since 1970 up to which everything was heard by who heard the event `after` last. */
export function heardUntil(after: string | undefined): number | undefined {
  if (after === undefined || !isId(after)) return undefined
  return Number.parseInt(after.slice(0, 8) + after.slice(9, 13), 16) - slackMs
}
