import { z } from 'zod'
import { id, newId } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { getWebhook } from '@/lib/modules/webhooks/get-webhook'
import { postMessage } from '@/lib/modules/webhooks/internal/post-message'
import { readTarget } from '@/lib/modules/webhooks/internal/send-steps'
import { webhookRow } from '@/lib/modules/webhooks/internal/webhook-rows'
import { machineFor } from '@/lib/platform/auth/actors'
import { run } from '@/lib/platform/door/run'
import { command } from '@/lib/platform/door/use-case'

export const testWebhook = command({
  name: 'webhook.test',
  summary: 'Send a webhook a test message now and tell what was answered; it is sent once and not kept',
  http: { method: 'POST', path: '/webhooks/{webhookId}/test' },
  input: z.strictObject({ webhookId: id('webhook') }),
  output: z.object({
    ok: z.boolean(),
    status: z.int().nullable(),
    trouble: z.string().nullable(),
    tookMs: z.int(),
  }),
  async outside(actor, { webhookId }) {
    const machine = await machineFor(actor)
    // Whether it is the actor's to see is asked before anybody is called.
    await run(getWebhook, machine, { webhookId })
    const target = await run(readTarget, machine, { webhookId })
    if (!target) return refuse('not_found')
    const message = newId()
    const body = JSON.stringify({ id: message, type: 'test.ping', timestamp: new Date().toISOString(), data: {} })
    return postMessage(target, { id: message, body })
  },
  async run(ctx, { webhookId }, said) {
    await webhookRow(ctx, webhookId)
    ctx.touch('webhook', webhookId)
    const { status = null, trouble = 'connection', tookMs = 0 } = said ?? {}
    ctx.tell({ status, trouble })
    return { ok: trouble === null, status, trouble, tookMs }
  },
})
