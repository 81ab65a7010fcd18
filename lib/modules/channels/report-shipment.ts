import { openSession } from '@/lib/modules/channels/internal/open-session'
import { beginReport, endReport } from '@/lib/modules/channels/internal/report-steps'
import { storedCode, troubleOf } from '@/lib/modules/channels/internal/trouble-of'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'

/** Tells the marketplace of one parcel. An answer that was lost is asked for again: the connector knows what was already there. */
export async function reportShipment(actor: Actor, { reportId }: { reportId: string }): Promise<void> {
  const taken = await run(beginReport, actor, { reportId })
  if (!taken) return
  const { shopId, attempt, shipment } = taken
  const session = await openSession(actor, shopId, { tries: 3 })
  if (!session) {
    const trouble = { kind: 'permission', code: 'permission not_connected' }
    return await run(endReport, actor, { reportId, attempt, outcome: null, trouble })
  }
  try {
    const outcome = (await session.ship(shipment)) === 'already' ? 'already' : 'reported'
    await run(endReport, actor, { reportId, attempt, outcome, trouble: null })
  } catch (e) {
    const trouble = troubleOf(e)
    await run(endReport, actor, {
      reportId,
      attempt,
      outcome: null,
      trouble: { ...trouble, code: storedCode(trouble) },
    })
  }
}
