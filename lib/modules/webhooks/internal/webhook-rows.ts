import { randomBytes } from 'node:crypto'
import { webhookSecret } from '@/lib/adapters/standard-webhook'
import { newId } from '@/lib/kernel/ids'
import { type FieldError, refuse } from '@/lib/kernel/refusal'
import type { WebhookView, webhookStates } from '@/lib/modules/webhooks/schema'
import type { Context } from '@/lib/platform/door/context'
import { callsInwards } from '@/lib/platform/inward'

const mostCounted = 1000

export type WebhookRow = {
  id: string
  name: string
  url: string
  events: string[]
  shop_ids: string[] | null
  state: (typeof webhookStates)[number]
  failures: number
  failing_since: Date | null
  trouble: string | null
  ok_at: Date | null
  waiting: number
  dead: number
  created_by: string
  created_at: Date
  version: number
}

/** Who is limited to some shops knows of those alone that tell of no other; `$2` is the scope. */
export const inScope = '($2::uuid[] is null or (w.shop_ids is not null and w.shop_ids <@ $2::uuid[]))'

export const selectWebhooks = `select w.id, w.name, w.url, w.events, w.shop_ids, w.state, w.failures, w.failing_since, w.trouble, w.ok_at, w.created_by,
    w.created_at, w.version,
    (select count(*)::int from (select 1 from webhook_messages m where m.tenant_id = $1 and m.webhook_id = w.id and m.state = 'waiting' limit ${mostCounted}) x) as waiting,
    (select count(*)::int from (select 1 from webhook_messages m where m.tenant_id = $1 and m.webhook_id = w.id and m.state = 'dead' limit ${mostCounted}) x) as dead
  from webhooks w where w.tenant_id = $1 and ${inScope}`

export async function webhookRow(ctx: Context, webhookId: string): Promise<WebhookRow> {
  const [row] = await ctx.sql<WebhookRow>(`${selectWebhooks} and w.id = $3`, [ctx.actor.scope.shopIds, webhookId])
  return row ?? refuse('not_found')
}

/** Locked, for whoever changes it. */
export async function lockWebhook(ctx: Context, webhookId: string): Promise<WebhookRow> {
  const locked = await ctx.sql(
    `select w.id from webhooks w where w.tenant_id = $1 and ${inScope} and w.id = $3 for update`,
    [ctx.actor.scope.shopIds, webhookId],
  )
  if (locked.length === 0) refuse('not_found')
  return webhookRow(ctx, webhookId)
}

export function viewOf(row: WebhookRow): WebhookView {
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    events: row.events,
    shopIds: row.shop_ids,
    state: row.state,
    failures: row.failures,
    failingSince: row.failing_since?.toISOString() ?? null,
    trouble: row.trouble,
    lastOk: row.ok_at?.toISOString() ?? null,
    waiting: row.waiting,
    dead: row.dead,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    version: row.version,
  }
}

export const secretAad = (webhookId: string) => `webhooks|secret|${webhookId}`

/** A new one, in clear for the person who carries it over, and sealed for the row. */
export async function newSecret(ctx: Context, webhookId: string): Promise<{ secret: string; sealed: Buffer }> {
  const secret = webhookSecret(randomBytes(32))
  return { secret, sealed: (await ctx.crypt()).seal(secretAad(webhookId), secret) }
}

const openPorts = ['', '443', '8443']

/** Judged as it is typed; where its name leads is judged again at every single connection. */
export function addressErrors(text: string): FieldError[] {
  const wrong = (code: string) => [{ path: 'url', code }]
  if (!URL.canParse(text)) return wrong('not_an_address')
  const url = new URL(text)
  if (url.username || url.password || url.hash) return wrong('not_an_address')
  if (callsInwards()) return ['http:', 'https:'].includes(url.protocol) ? [] : wrong('not_an_address')
  if (url.protocol !== 'https:') return wrong('not_https')
  return openPorts.includes(url.port) ? [] : wrong('port')
}

/** What it may tell of: shops within the actor's own, and of stock only who sees all of it. */
export async function coverErrors(
  ctx: Context,
  { shopIds, events }: { shopIds: readonly string[] | null; events: readonly string[] },
): Promise<FieldError[]> {
  const own = ctx.actor.scope
  const stock = events.includes('stock.changed')
  if (shopIds === null) {
    if (own.shopIds !== null) return [{ path: 'shopIds', code: 'out_of_scope' }]
    return stock && own.warehouseIds !== null ? [{ path: 'events', code: 'out_of_scope' }] : []
  }
  const known = await ctx.sql(
    'select id from shops where tenant_id = $1 and id = any($2::uuid[]) and ($3::uuid[] is null or id = any($3::uuid[]))',
    [shopIds, own.shopIds],
  )
  if (known.length < new Set(shopIds).size) return [{ path: 'shopIds', code: 'unknown' }]
  // Stock belongs to no shop.
  return stock ? [{ path: 'events', code: 'of_no_shop' }] : []
}

/** Of each subject only the oldest that was not taken yet may go: the next of an order never overtakes the one before. */
export const mayGo = (
  m: string,
  now: string,
) => `${m}.tenant_id = $1 and ${m}.state = 'waiting' and ${m}.due_at <= ${now}
  and not exists (select 1 from webhook_messages e where e.tenant_id = $1 and e.webhook_id = ${m}.webhook_id and e.subject = ${m}.subject
                     and e.state = 'waiting' and e.id < ${m}.id)`

/** Tells that there is something to send. */
export const dueOf = (webhookId: string) => ({ name: 'webhook.due', payload: { webhookId } })

type Fresh = { webhookId: string; event: string; subject: string; dedupe: string; data: Record<string, unknown> }

/** The very text that will be signed: ids, codes and figures, nothing of a buyer. */
export function messageOf(ctx: Context, { event, data }: Pick<Fresh, 'event' | 'data'>): { id: string; body: string } {
  const id = newId()
  return { id, body: JSON.stringify({ id, type: event, timestamp: ctx.now.toISOString(), data }) }
}
