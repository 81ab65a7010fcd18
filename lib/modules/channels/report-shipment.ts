import type { Exchange } from '@/lib/adapters/marketplaces/line'
import { ChannelTrouble } from '@/lib/adapters/marketplaces/trouble'
import { answerSeconds } from '@/lib/modules/channels/internal/breaker'
import { countedJob } from '@/lib/modules/channels/internal/counted'
import { openSession } from '@/lib/modules/channels/internal/open-session'
import { beginReport, endReport, type Taken } from '@/lib/modules/channels/internal/report-steps'
import { storedCode, troubleOf } from '@/lib/modules/channels/internal/trouble-of'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import type { JobResult } from '@/lib/platform/queue/jobs'

/** Tells the marketplace of one parcel. An answer that was lost is asked for again: the connector knows what was already there. */
export async function reportShipment(actor: Actor, { reportId }: { reportId: string }): Promise<JobResult> {
  const taken = await run(beginReport, actor, { reportId })
  if (!taken) return { began: 0 }
  const { shopId } = taken
  return countedJob(actor, shopId, (heard) => tellParcel(actor, { ...taken, reportId }, heard))
}

type Parcel = Taken & { reportId: string }

async function tellParcel(actor: Actor, parcel: Parcel, heard: (exchange: Exchange) => void): Promise<JobResult> {
  const { reportId, shopId, claim, attempt, shipment } = parcel
  const { carrierCode, trackingNo } = shipment
  const told = { reportId, claim, attempt, carrierCode, trackingNo }
  try {
    const session = await openSession(actor, shopId, { tries: 3, spanMs: answerSeconds * 1000, heard })
    if (!session) throw new ChannelTrouble({ kind: 'permission', code: 'not_connected' })
    const outcome = (await session.ship(shipment)) === 'already' ? 'already' : 'reported'
    await run(endReport, actor, { ...told, outcome, trouble: null })
    return { attempt, outcome }
  } catch (e) {
    const trouble = troubleOf(e)
    const code = storedCode(trouble)
    await run(endReport, actor, { ...told, outcome: null, trouble: { ...trouble, code } })
    return { attempt, trouble: code }
  }
}
