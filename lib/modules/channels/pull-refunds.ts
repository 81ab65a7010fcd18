import type { Exchange } from '@/lib/adapters/marketplaces/line'
import { countedJob } from '@/lib/modules/channels/internal/counted'
import { beginFlow, endFlow, keepFlow } from '@/lib/modules/channels/internal/flow-steps'
import { kept, LeaseLost } from '@/lib/modules/channels/internal/kept'
import { openSession } from '@/lib/modules/channels/internal/open-session'
import { storedCode, troubleOf } from '@/lib/modules/channels/internal/trouble-of'
import { noteRefunds } from '@/lib/modules/orders/note-refunds'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import type { JobResult } from '@/lib/platform/queue/jobs'

/** What was asked for, agreed, paid back or withdrawn since the last time, less the overlap; twice is harmless. */
export async function pullRefunds(actor: Actor, { shopId }: { shopId: string }): Promise<JobResult> {
  return countedJob(actor, shopId, (heard) => readRefunds(actor, shopId, heard))
}

async function readRefunds(actor: Actor, shopId: string, heard: (exchange: Exchange) => void): Promise<JobResult> {
  const flow = await run(beginFlow, actor, { shopId, flow: 'refunds' })
  const session = flow && (await openSession(actor, shopId, { tries: 3, heard }))
  if (!flow || !session) return { began: 0 }
  let [pages, seen] = [0, 0]
  const { lease, currency, from, to } = flow
  const keep = () => run(keepFlow, actor, { shopId, flow: 'refunds', lease })
  try {
    for await (const refunds of kept(session.refunds({ from, to }), keep)) {
      if (refunds.length > 0) await run(noteRefunds, actor, { shopId, currency, refunds })
      if (!(await keep())) return { pages, seen, lost: 1 }
      pages += 1
      seen += refunds.length
    }
  } catch (e) {
    if (e instanceof LeaseLost) return { pages, seen, lost: 1 }
    const trouble = troubleOf(e)
    const code = storedCode(trouble)
    await run(endFlow, actor, { shopId, flow: 'refunds', lease, trouble: { ...trouble, code } })
    return { pages, seen, trouble: code }
  }
  await run(endFlow, actor, { shopId, flow: 'refunds', lease, cursor: to, trouble: null })
  return { pages, seen }
}
