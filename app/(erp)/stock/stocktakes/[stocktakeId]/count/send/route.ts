import { refuse } from '@/lib/kernel/refusal'
import { countStocktake } from '@/lib/modules/inventory/count-stocktake'
import { currentActor } from '@/lib/platform/auth/session'
import { run } from '@/lib/platform/door/run'
import { guardedAction } from '@/lib/platform/entrance/action'

type Sent = { by?: unknown; sentAt?: unknown; counts?: unknown }
type Props = { params: Promise<{ stocktakeId: string }> }

/** Counts from a device. A plain request and no action: what waited for its connection is sent by a page that may be older than the house. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  const outcome = await guardedAction('stocktake.count', async (requestId) => {
    const sent = (await request.json().catch(() => refuse('malformed'))) as Sent | null
    const actor = await currentActor()
    // What somebody counted is never saved in the name of who is signed in now.
    if (!actor || sent?.by !== actor.id) return refuse('unauthenticated')
    const { stocktakeId } = await params
    return run(countStocktake, actor, { stocktakeId, sentAt: sent.sentAt, counts: sent.counts }, { requestId })
  })
  return Response.json(outcome, { headers: { 'Cache-Control': 'no-store' } })
}
