import { postMessage } from '@/lib/modules/webhooks/internal/post-message'
import {
  beginWebhook,
  endMessages,
  type Outgoing,
  releaseWebhook,
  type Sent,
  type Target,
  takeMessages,
} from '@/lib/modules/webhooks/internal/send-steps'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import type { JobResult } from '@/lib/platform/queue/jobs'

/** After this long the rest waits its turn behind other webhooks. */
const turnMs = 20_000
const lanes = 4

/**
 * Tells one program outside what waits for it. Sent outside of any transaction and marked afterwards: a worker killed between the two
 * sends again, under the same id.
 */
export async function sendWebhook(actor: Actor, { webhookId }: { webhookId: string }): Promise<JobResult> {
  const taken = await run(beginWebhook, actor, { webhookId })
  if (!taken) return { began: 0 }
  const { lease } = taken
  let [sent, failed] = [0, 0]
  let trouble: string | null = null
  for (const end = Date.now() + turnMs; Date.now() < end; ) {
    const messages = await run(takeMessages, actor, { webhookId, lease })
    if (messages.length === 0) break
    const results = await postAll(taken, messages)
    const wrong = results.filter((r) => r.trouble !== null)
    sent += results.length - wrong.length
    failed += wrong.length
    trouble = wrong.at(-1)?.trouble ?? trouble
    if (!(await run(endMessages, actor, { webhookId, lease, results }))) break
  }
  await run(releaseWebhook, actor, { webhookId, lease })
  return { calls: sent + failed, sent, failed, ...(sent === 0 && trouble && { trouble }) }
}

async function postAll(target: Target, messages: readonly Outgoing[]): Promise<Sent[]> {
  const open = [...messages]
  const results: Sent[] = []
  const lane = async () => {
    for (let message = open.shift(); message; message = open.shift()) {
      const { id, attempt } = message
      results.push({ id, attempt, ...(await postMessage(target, message)) })
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return results
}
