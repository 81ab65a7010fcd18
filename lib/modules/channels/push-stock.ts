import type { Session } from '@/lib/adapters/marketplaces/connector'
import type { Exchange } from '@/lib/adapters/marketplaces/line'
import type { Trouble } from '@/lib/adapters/marketplaces/trouble'
import { connectorOf } from '@/lib/modules/channels/internal/connection-rows'
import { countedJob } from '@/lib/modules/channels/internal/counted'
import { beginFlow, endFlow, keepFlow } from '@/lib/modules/channels/internal/flow-steps'
import { openSession } from '@/lib/modules/channels/internal/open-session'
import { endPushes, type Push, takePushes } from '@/lib/modules/channels/internal/push-steps'
import { storedCode, troubleOf } from '@/lib/modules/channels/internal/trouble-of'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import type { JobResult } from '@/lib/platform/queue/jobs'

/** After so many batches the shop goes to the end of the queue: a shop with many listings must not be the only one. */
const turns = 5
const fewest = 10

/**
 * Tells a marketplace what one shop's listings are to show. Marked ten times meanwhile a listing is told once, the figure of the
 * moment it is taken up; ended at any moment, what was taken up is taken up again.
 */
export async function pushStock(actor: Actor, { shopId }: { shopId: string }): Promise<JobResult> {
  return countedJob(actor, shopId, (heard) => tellStock(actor, shopId, heard))
}

async function tellStock(actor: Actor, shopId: string, heard: (exchange: Exchange) => void): Promise<JobResult> {
  const flow = await run(beginFlow, actor, { shopId, flow: 'stock' })
  if (!flow) return { began: 0 }
  const { lease } = flow
  const batch = connectorOf(flow.channel)?.declared.stockBatch ?? 1
  let session: Session | undefined
  let [looked, told] = [0, 0]
  for (let turn = 0; turn < turns; turn++) {
    const { seen, pushes } = await run(takePushes, actor, { shopId, most: Math.max(fewest, batch) })
    if (seen === 0) break
    looked += seen
    session ??= pushes.length > 0 ? await openSession(actor, shopId, { tries: 3, patienceMs: 5000, heard }) : undefined
    if (!session) continue
    for (let at = 0; at < pushes.length; at += batch) {
      const part = pushes.slice(at, at + batch)
      const stopped = await tell(actor, session, part)
      told += part.length
      if (!stopped) continue
      const code = storedCode(stopped)
      await run(endFlow, actor, { shopId, flow: 'stock', lease, trouble: { ...stopped, code } })
      return { looked, told, trouble: code }
    }
    if (!(await run(keepFlow, actor, { shopId, flow: 'stock', lease }))) return { looked, told, lost: 1 }
  }
  await run(endFlow, actor, { shopId, flow: 'stock', lease, trouble: null })
  return { looked, told }
}

/** Answers what ends the conversation; what is about one listing is kept with it. */
async function tell(actor: Actor, session: Session, pushes: readonly Push[]): Promise<Trouble | undefined> {
  const asked = Date.now()
  const said = await session.stock(pushes).catch((e: unknown) => {
    const trouble = troubleOf(e)
    return pushes.map(() => trouble)
  })
  const tookMs = Date.now() - asked
  const results = pushes.map(({ listingId, quantity, cause, inputs }, i) => {
    const trouble = said[i] ?? null
    return {
      listingId,
      quantity,
      cause,
      inputs,
      tookMs,
      trouble: trouble && { kind: trouble.kind, code: storedCode(trouble) },
    }
  })
  await run(endPushes, actor, { results })
  return said.find((trouble) => trouble && trouble.kind !== 'business') ?? undefined
}
