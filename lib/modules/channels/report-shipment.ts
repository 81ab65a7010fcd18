import type { Shipment } from '@/lib/adapters/marketplaces/connector'
import type { Exchange } from '@/lib/adapters/marketplaces/line'
import { ChannelTrouble } from '@/lib/adapters/marketplaces/trouble'
import { counted } from '@/lib/modules/channels/internal/counted'
import { openSession } from '@/lib/modules/channels/internal/open-session'
import { beginReport, endReport } from '@/lib/modules/channels/internal/report-steps'
import { storedCode, troubleOf } from '@/lib/modules/channels/internal/trouble-of'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import type { JobResult } from '@/lib/platform/queue/jobs'

/** Tells the marketplace of one parcel. An answer that was lost is asked for again: the connector knows what was already there. */
export async function reportShipment(actor: Actor, { reportId }: { reportId: string }): Promise<JobResult> {
  const taken = await run(beginReport, actor, { reportId })
  if (!taken) return { began: 0 }
  const { shopId } = taken
  return counted(actor, shopId, (heard) => tellParcel(actor, { reportId, ...taken }, heard))
}

type Parcel = { reportId: string; shopId: string; attempt: number; shipment: Shipment }

async function tellParcel(actor: Actor, parcel: Parcel, count: (exchange: Exchange) => void): Promise<JobResult> {
  const { reportId, shopId, attempt, shipment } = parcel
  let calls = 0
  const heard = (exchange: Exchange) => {
    calls += 1
    count(exchange)
  }
  const { carrierCode, trackingNo } = shipment
  const told = { reportId, attempt, carrierCode, trackingNo }
  try {
    const session = await openSession(actor, shopId, { tries: 3, heard })
    if (!session) throw new ChannelTrouble({ kind: 'permission', code: 'not_connected' })
    const outcome = (await session.ship(shipment)) === 'already' ? 'already' : 'reported'
    await run(endReport, actor, { ...told, outcome, trouble: null })
    return { calls, attempt, outcome }
  } catch (e) {
    const trouble = troubleOf(e)
    const code = storedCode(trouble)
    await run(endReport, actor, { ...told, outcome: null, trouble: { ...trouble, code } })
    return { calls, attempt, trouble: code }
  }
}
