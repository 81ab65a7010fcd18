import { type Id, id } from '@/lib/kernel/ids'
import { deliveriesAgain, pushesAgain, reportsAgain } from '@/lib/modules/channels/send-again'
import { mailsAgain, mailsMayGo } from '@/lib/modules/dispatch/internal/mail-rows'
import { type MessageRow, messageView } from '@/lib/modules/dispatch/internal/message-rows'
import type { MessageKind, ReplayView } from '@/lib/modules/dispatch/schema'
import { rehearseReject } from '@/lib/modules/orders/open-reject'
import { replayReject } from '@/lib/modules/orders/replay-reject'
import { webhookMessagesAgain } from '@/lib/modules/webhooks/send-again'
import type { Context } from '@/lib/platform/door/context'
import { pausedWhere } from '@/lib/platform/queue/paused-where'
import { askedAgain } from '@/lib/platform/queue/tasks'

type Item = ReplayView['items'][number]
type Said = Awaited<ReturnType<typeof rehearseReject>>

const item = (row: MessageRow, outcome: Item['outcome'], says: string | null = null): Item => ({
  id: messageView(row).id,
  kind: row.kind,
  outcome,
  says,
})

const rejectId = (row: MessageRow): Id<'reject'> => id('reject').parse(row.id)

/** Nothing is changed and nobody is called: an order that was rejected goes through intake and is taken back, of the rest it is said what would start. */
export async function rehearse(
  ctx: Context,
  rows: readonly MessageRow[],
  able: ReadonlySet<MessageRow>,
): Promise<Item[]> {
  const mails = await mailsMayGo(ctx, rows)
  const items: Item[] = []
  for (const row of rows) {
    const closed = mails.get(row.id)
    if (closed) items.push(item(row, 'not', closed))
    else if (!able.has(row)) items.push(item(row, 'not'))
    else if (row.kind === 'reject') items.push(item(row, 'would', word(await rehearseReject(ctx, rejectId(row)))))
    else items.push(item(row, 'would'))
  }
  return items
}

export async function replay(
  ctx: Context,
  rows: readonly MessageRow[],
  able: ReadonlySet<MessageRow>,
): Promise<Item[]> {
  const of = (...kinds: MessageKind[]) => rows.filter((row) => able.has(row) && kinds.includes(row.kind))
  const ids = (list: readonly MessageRow[]) => list.map((row) => row.id)
  const mails = await mailsMayGo(ctx, rows)
  const started = new Set([
    ...mailsAgain(ctx, mails),
    ...(await reportsAgain(ctx, ids(of('report')))),
    ...(await deliveriesAgain(ctx, ids(of('delivery')))),
    ...(await listingsAgain(ctx, ids(of('push')))),
    ...(await webhookMessagesAgain(ctx, ids(of('webhook')))),
    ...(await jobsAgain(ctx, of('job', 'pull'))),
  ])
  const items: Item[] = []
  for (const row of rows) {
    if (row.kind === 'reject' && able.has(row)) {
      const said = await replayReject.within(ctx, { rejectId: rejectId(row) })
      const taken = said.result !== null && said.result.outcome !== 'rejected'
      items.push(item(row, taken ? 'done' : 'again', word(said)))
    } else items.push(started.has(row.id) ? item(row, 'started') : item(row, 'not', mails.get(row.id) ?? null))
  }
  return items
}

/** The outcome, or the first reason against it. */
function word({ result }: Said): string | null {
  if (!result) return null
  const [error] = result.error?.errors ?? []
  return error ? `${error.code} ${error.path}` : result.outcome
}

async function listingsAgain(ctx: Context, pushIds: readonly string[]): Promise<string[]> {
  if (pushIds.length === 0) return []
  const rows = await ctx.sql<{ listing_id: string }>(
    'select distinct listing_id from stock_pushes where tenant_id = $1 and id = any($2::uuid[])',
    [pushIds],
  )
  await pushesAgain(
    ctx,
    rows.map((row) => row.listing_id),
  )
  return [...pushIds]
}

/** What is held and nothing pauses any more, oldest first; what another pause still covers waits on. Answers how many. */
export async function heldAgain(ctx: Context, most: number): Promise<number> {
  const held = await ctx.sql<{ id: string; sub: string }>(
    `select j.event_id as id, j.name as sub from queue_jobs j
      where j.tenant_id = $1 and j.state = 'held' and not ${pausedWhere({ queue: 'j.queue', name: 'j.name', shopId: 'j.shop_id' })}
      order by j.created_at limit ${most} for update of j skip locked`,
  )
  return (await jobsAgain(ctx, held)).length
}

/** Told anew, under an id of its own; the old one is put aside, so that nobody does it twice by mistake. */
export async function jobsAgain(ctx: Context, rows: readonly Pick<MessageRow, 'id' | 'sub'>[]): Promise<string[]> {
  if (rows.length === 0) return []
  const taken = await ctx.sql<{ event_id: string; name: string; event: string; payload: Record<string, unknown> }>(
    `update queue_jobs j set state = case when j.state in ('done', 'replayed') then j.state else 'replayed' end,
            finished_at = coalesce(j.finished_at, $4)
       from unnest($2::uuid[], $3::text[]) as u(event_id, name)
      where j.tenant_id = $1 and j.event_id = u.event_id and j.name = u.name returning j.event_id, j.name, j.event, j.payload`,
    [rows.map((row) => row.id), rows.map((row) => row.sub), ctx.now],
  )
  for (const { name, event, payload } of taken) ctx.emit({ name: askedAgain, payload: { job: name, event, payload } })
  return taken.map((row) => row.event_id)
}
