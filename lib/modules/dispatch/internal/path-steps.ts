import type { MessageRow } from '@/lib/modules/dispatch/internal/message-rows'
import { messageView } from '@/lib/modules/dispatch/internal/message-rows'
import type { PathView } from '@/lib/modules/dispatch/schema'
import type { Context } from '@/lib/platform/door/context'

type Step = PathView['steps'][number]

const plain = { detail: '', ok: true, attempts: null, tookMs: null, messageId: null }

type EventRow = {
  kind: string
  from_state: string | null
  to_state: string | null
  at: Date
  actor: string
  code: string
}

/** What the order's own time line says, in steps of the flow. What a person typed stays there. */
export async function ownSteps(ctx: Context, orderId: string): Promise<Step[]> {
  const rows = await ctx.sql<EventRow>(
    `select kind, from_state, to_state, at, actor, case when reason ~ '^[a-z_]+$' then reason else '' end as code
       from order_events where tenant_id = $1 and order_id = $2 order by seq`,
    [orderId],
  )
  return rows.flatMap((row): Step[] => {
    const step = stepOf(row)
    if (!step) return []
    const word = step === 'stopped' ? row.code : (row.to_state ?? row.code)
    return [{ ...plain, step, at: row.at.toISOString(), word, detail: row.actor, ok: step !== 'stopped' }]
  })
}

function stepOf({ kind, from_state: from, to_state: to }: EventRow): Step['step'] | undefined {
  if (kind === 'hold') return 'stopped'
  if (kind === 'allocation') return 'allocation'
  if (!to || from === to) return undefined
  if (from === null) return 'intake'
  if (to === 'awaiting_shipment' || to === 'awaiting_purchase') return 'allocation'
  if (to === 'shipped') return 'shipped'
  return to === 'delivered' ? 'tracked' : 'review'
}

/** What was said of the order between us and the marketplace. */
export function messageSteps(rows: readonly MessageRow[]): Step[] {
  return rows.map((row) => {
    const seen = messageView(row)
    const step =
      seen.kind === 'report'
        ? 'reported'
        : seen.kind === 'reject'
          ? 'rejected'
          : seen.kind === 'job'
            ? 'job'
            : 'arrived'
    return {
      step,
      at: step === 'reported' ? (seen.doneAt ?? seen.at) : seen.at,
      word:
        seen.kind === 'job' || seen.kind === 'pull'
          ? seen.name
          : seen.trouble && seen.exact === 'waiting'
            ? 'retrying'
            : seen.exact,
      detail: seen.trouble ?? '',
      ok: seen.state !== 'failed',
      attempts: seen.attempts,
      tookMs: seen.tookMs,
      messageId: seen.id,
    }
  })
}

type Found = { step: Step['step']; at: Date; word: string; detail: string }

/** Rules, waves, packing and what the carrier said. */
export async function floorSteps(ctx: Context, orderId: string): Promise<Step[]> {
  const rows = await ctx.sql<Found>(
    `with mine as (select distinct fulfilment_id as id from fulfilment_lines where tenant_id = $1 and order_id = $2)
     select 'rules' as step, at, cause as word, kind || ' ' || version as detail from rule_traces where tenant_id = $1 and order_id = $2
     union all
     select 'wave', w.created_at, w.number, w.state from wave_parcels p join mine m on m.id = p.fulfilment_id
       join waves w on w.tenant_id = $1 and w.id = p.wave_id where p.tenant_id = $1
     union all
     select case when p.state = 'delivered' then 'tracked' else 'shipped' end, coalesce(p.shipped_at, p.updated_at), coalesce(p.carrier_code, ''),
            coalesce(p.tracking_no, '') from fulfilments p join mine m on m.id = p.id where p.tenant_id = $1 and p.shipped_at is not null
     union all
     select 'tracked', t.at, t.status, t.place from tracking_events t join mine m on m.id = t.fulfilment_id where t.tenant_id = $1`,
    [orderId],
  )
  return rows.map((row) => ({ ...plain, step: row.step, at: row.at.toISOString(), word: row.word, detail: row.detail }))
}

/** The pull during which an order was taken in, when no push of the marketplace brought it. */
export async function pullOf(ctx: Context, shopId: string, at: string): Promise<Step[]> {
  const [row] = await ctx.sql<{
    event_id: string
    name: string
    started_at: Date
    attempts: number
    took_ms: number | null
  }>(
    `select event_id, name, started_at, attempts, took_ms from queue_jobs
      where tenant_id = $1 and shop_id = $2 and name = 'connection.pull' and started_at <= $3 and (finished_at is null or finished_at >= $3)
      order by event_id desc limit 1`,
    [shopId, at],
  )
  if (!row) return []
  return [
    {
      ...plain,
      step: 'arrived',
      at: row.started_at.toISOString(),
      word: row.name,
      attempts: row.attempts,
      tookMs: row.took_ms,
      messageId: `pull.${row.event_id}.${row.name}`,
    },
  ]
}
