import { z } from 'zod'
import { id, newId } from '@/lib/kernel/ids'
import { dueOf, mayGo, secretAad } from '@/lib/modules/webhooks/internal/webhook-rows'
import type { Context } from '@/lib/platform/door/context'
import { command, query } from '@/lib/platform/door/use-case'

const leaseSeconds = 90
/** As long as one batch may take at most; after it another worker sends what was taken up. */
const claimSeconds = 120
/** Between two attempts of one message: a day in all, then a person decides. */
const waitsSeconds = [5, 30, 120, 600, 1800, 3600, 7200, 14_400, 21_600, 28_800]
const mostAttempts = waitsSeconds.length + 1
/** After so many failures in a row the other side is asked one message at a time, and less and less often. */
const shakyAfter = 5
const longestRestSeconds = 600
/** Nothing was taken for this long, however often it was tried: it is left alone until a person switches it on again. */
const disabledAfterMs = 24 * 3_600_000
const disabledAfterFailures = 10

const ofWebhook = z.strictObject({ webhookId: id('webhook') })

export type Target = { url: string; secrets: string[] }

type TargetRow = { url: string; secret: Buffer; old_secret: Buffer | null; old_until: Date | null; failures: number }

async function targetOf(ctx: Context, webhookId: string, row: TargetRow): Promise<Target> {
  const crypt = await ctx.crypt()
  const both = row.old_secret && row.old_until && row.old_until > ctx.now ? [row.secret, row.old_secret] : [row.secret]
  return { url: row.url, secrets: both.map((sealed) => crypt.open(secretAad(webhookId), sealed)) }
}

/** The secret in clear, for the one call that proves the way. */
export const readTarget = query({
  name: 'webhook.read-target',
  summary: 'Open the secret of a webhook for a call',
  input: ofWebhook,
  async run(ctx, { webhookId }): Promise<Target | null> {
    const [row] = await ctx.sql<TargetRow>(
      'select url, secret, old_secret, old_until, failures from webhooks where tenant_id = $1 and id = $2',
      [webhookId],
    )
    return row ? targetOf(ctx, webhookId, row) : null
  },
})

/** Takes a webhook up for the time of a lease; null while it is paused, rests, or is somebody else's. */
export const beginWebhook = command({
  name: 'webhook.begin',
  summary: 'Take up the sending of a webhook',
  audited: false,
  input: ofWebhook,
  async run(ctx, { webhookId }): Promise<(Target & { lease: string }) | null> {
    const lease = newId()
    const [row] = await ctx.sql<TargetRow>(
      `update webhooks set lease = $3, lease_until = $4::timestamptz + interval '${leaseSeconds} seconds'
        where tenant_id = $1 and id = $2 and state = 'active' and due_at <= $4 and (lease_until is null or lease_until <= $4)
       returning url, secret, old_secret, old_until, failures`,
      [webhookId, lease, ctx.now],
    )
    return row ? { ...(await targetOf(ctx, webhookId, row)), lease } : null
  },
})

export type Outgoing = { id: string; body: string; attempt: number }

/**
 * What is to go now. Counted as an attempt before it is sent: what the other side may have heard is no longer a message nobody took up.
 */
export const takeMessages = command({
  name: 'webhook.take',
  summary: 'Take up messages of a webhook',
  audited: false,
  input: z.strictObject({ webhookId: id('webhook'), lease: z.uuid() }),
  async run(ctx, { webhookId, lease }): Promise<Outgoing[]> {
    const [held] = await ctx.sql<{ failures: number }>(
      `update webhooks set lease_until = $4::timestamptz + interval '${leaseSeconds} seconds'
        where tenant_id = $1 and id = $2 and lease = $3 and state = 'active' returning failures`,
      [webhookId, lease, ctx.now],
    )
    if (!held) return []
    const rows = await ctx.sql<{ id: string; body: string; attempts: number }>(
      `update webhook_messages m set attempts = m.attempts + 1, due_at = $3::timestamptz + interval '${claimSeconds} seconds' from (
         select d.id from webhook_messages d where d.webhook_id = $2 and ${mayGo('d', '$3')}
          order by d.id limit $4) t
        where m.tenant_id = $1 and m.id = t.id returning m.id, m.body, m.attempts`,
      [webhookId, ctx.now, held.failures >= shakyAfter ? 1 : 8],
    )
    return rows
      .map(({ id, body, attempts }) => ({ id, body, attempt: attempts }))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
  },
})

const result = z.strictObject({
  id: z.uuid(),
  attempt: z.int(),
  /** null: no answer. */
  status: z.int().nullable(),
  trouble: z.string().max(120).nullable(),
  tookMs: z.int(),
})
export type Sent = z.output<typeof result>

/** What the other side said. Answers whether to go on: who fails again and again is left alone for a while. */
export const endMessages = command({
  name: 'webhook.end',
  summary: 'Write down what a program outside said to messages',
  audited: false,
  input: z.strictObject({ webhookId: id('webhook'), lease: z.uuid(), results: z.array(result).max(100) }),
  async run(ctx, { webhookId, lease, results }): Promise<boolean> {
    const next = results.map(({ attempt, trouble }) => nextOf(ctx, attempt, trouble))
    await ctx.sql(
      `update webhook_messages m set state = u.state, due_at = u.due_at, status = u.status, trouble = u.trouble, took_ms = u.took_ms,
              done_at = case when u.state = 'waiting' then null else $8::timestamptz end
         from unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::int[], $6::text[], $7::int[]) as u(id, state, due_at, status, trouble, took_ms)
        where m.tenant_id = $1 and m.id = u.id and m.state = 'waiting'`,
      [
        results.map((r) => r.id),
        next.map((n) => n.state),
        next.map((n) => n.dueAt),
        results.map((r) => r.status),
        results.map((r) => r.trouble),
        results.map((r) => r.tookMs),
        ctx.now,
      ],
    )
    const failed = results.filter((r) => r.trouble !== null)
    const ok = failed.length < results.length
    const gone = results.some((r) => r.status === 410)
    const [row] = await ctx.sql<{ failures: number; failing_since: Date | null }>(
      `update webhooks set failures = case when $4 then 0 else failures + $5 end, failing_since = case when $4 then null else coalesce(failing_since, $6) end,
              ok_at = case when $4 then $6 else ok_at end, trouble = $7
        where tenant_id = $1 and id = $2 and lease = $3 returning failures, failing_since`,
      [webhookId, lease, ok, failed.length, ctx.now, failed.at(-1)?.trouble ?? null],
    )
    if (!row) return false
    const long = row.failing_since !== null && ctx.now.getTime() - row.failing_since.getTime() > disabledAfterMs
    if (gone || (long && row.failures >= disabledAfterFailures)) {
      await ctx.sql(
        `update webhooks set state = 'disabled', updated_at = $3, version = version + 1 where tenant_id = $1 and id = $2`,
        [webhookId, ctx.now],
      )
      ctx.emit({ name: 'webhook.disabled', payload: { webhookId } })
      return false
    }
    if (row.failures < shakyAfter) return true
    const rest = Math.min(longestRestSeconds, 5 * 2 ** Math.min(10, row.failures - shakyAfter))
    await ctx.sql('update webhooks set due_at = $3 where tenant_id = $1 and id = $2', [webhookId, later(ctx, rest)])
    return false
  },
})

function nextOf(ctx: Context, attempt: number, trouble: string | null): { state: string; dueAt: Date } {
  if (trouble === null) return { state: 'taken', dueAt: ctx.now }
  if (attempt >= mostAttempts) return { state: 'dead', dueAt: ctx.now }
  return { state: 'waiting', dueAt: later(ctx, waitsSeconds[attempt - 1] ?? longestRestSeconds) }
}

/** Gives it back; what became due meanwhile is told anew. */
export const releaseWebhook = command({
  name: 'webhook.release',
  summary: 'End the sending of a webhook',
  audited: false,
  input: z.strictObject({ webhookId: id('webhook'), lease: z.uuid() }),
  async run(ctx, { webhookId, lease }): Promise<void> {
    const [row] = await ctx.sql<{ due: boolean }>(
      `update webhooks w set lease = null, lease_until = null where w.tenant_id = $1 and w.id = $2 and w.lease = $3
       returning w.state = 'active' and w.due_at <= $4 and exists (
         select 1 from webhook_messages m where m.webhook_id = w.id and ${mayGo('m', '$4')}) as due`,
      [webhookId, lease, ctx.now],
    )
    if (row?.due) ctx.emit(dueOf(webhookId))
  },
})

function later(ctx: Context, seconds: number): Date {
  return new Date(ctx.now.getTime() + seconds * 1000)
}
