import { newId } from '@/lib/kernel/ids'
import { countNews } from '@/lib/modules/orders/count-news'
import { actorOf, currentSession } from '@/lib/platform/auth/session'
import { may } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { problem, problemResponse } from '@/lib/platform/entrance/problem'
import { heardUntil } from '@/lib/platform/live/missed'
import { eventStream } from '@/lib/platform/live/stream'
import type { Topic } from '@/lib/platform/live/topics'

export const dynamic = 'force-dynamic'

type Session = NonNullable<Awaited<ReturnType<typeof currentSession>>>

/** The line on which a page hears that there is news. For people at our own pages alone: programs are told by webhooks. */
export async function GET(request: Request): Promise<Response> {
  const session = request.headers.get('sec-fetch-site') === 'same-origin' ? await currentSession() : undefined
  if (!session || !(await actorOf(session))) return problemResponse(problem('unauthenticated', newId()))
  const { tenantId, memberId, id } = session
  const after = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('after') ?? undefined
  const stream = eventStream({
    sid: id,
    tenantId,
    memberId,
    hears: hearing(session, after),
    after,
    signal: request.signal,
  })
  return stream ?? problemResponse(problem('unavailable', newId()))
}

/** By today's rights each time. Orders of shops that a member does not see are no news to them, not even that they came. */
function hearing(session: Session, after: string | undefined): (topic: Topic) => Promise<boolean> {
  // Of a line that broke: what came meanwhile is news, too.
  let since = new Date(heardUntil(after) ?? Date.now()).toISOString()
  return async (topic) => {
    const actor = await actorOf(session)
    if (!actor) return false
    if (topic !== 'orders') return true
    if (!may(actor, 'order.list')) return false
    const { shopIds, warehouseIds } = actor.scope
    if (shopIds === null && warehouseIds === null) return true
    if (!may(actor, 'order.news')) return false
    const now = new Date().toISOString()
    const { n } = await run(countNews, actor, { since })
    if (n > 0) since = now
    return n > 0
  }
}
