import { ordersHeld } from '@/lib/modules/orders/events'
import { type Activity, logEvents } from '@/lib/modules/orders/internal/log-events'
import type { RuleMark } from '@/lib/modules/orders/internal/move-orders'
import type { HoldDetails } from '@/lib/modules/orders/schema'
import type { HoldCode } from '@/lib/modules/orders/states'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'
import { sealWords, wordsAad } from '@/lib/platform/words'

/** `note`: a code; what a person typed goes into `words`. */
export type HoldChange = {
  orderId: string
  code: HoldCode
  until?: Date | null
  note?: string
  words?: string
  owner?: string
  details?: HoldDetails
  rule?: RuleMark
}

/** Puts holds on orders; one that is there already stays as it is. The order's rows are locked by the caller. */
export async function putHolds(ctx: Context, holds: readonly HoldChange[]): Promise<void> {
  const crypt = await ctx.crypt()
  const put = await insertMany<{ order_id: string; code: HoldCode; note: string }>(
    ctx,
    'order_holds',
    {
      order_id: ['uuid', holds.map((h) => h.orderId)],
      code: ['text', holds.map((h) => h.code)],
      since: ['timestamptz', holds.map(() => ctx.now)],
      until: ['timestamptz', holds.map((h) => h.until ?? null)],
      owner: ['text', holds.map((h) => h.owner ?? h.rule?.name ?? ctx.actor.name)],
      note: ['text', holds.map((h) => h.note ?? '')],
      details: ['jsonb', holds.map((h) => h.details ?? {})],
      words: ['bytea', holds.map((h) => sealWords(crypt, wordsAad('order_holds', h.orderId, h.code), h.words ?? ''))],
    },
    'on conflict do nothing returning order_id, code, note',
  )
  const counted = await count(
    ctx,
    put.map((h) => h.order_id),
    1,
  )
  const followed = new Map(counted.flatMap((o) => (o.assignee_id ? [[o.id, o.assignee_id] as const] : [])))
  const told = put.flatMap(({ order_id, code }) => {
    const memberId = followed.get(order_id)
    return memberId ? [{ orderId: order_id, memberId, code }] : []
  })
  if (told.length > 0) ctx.emit(ordersHeld(told, ctx.actor.id))
  const asked = new Map(holds.map((h) => [`${h.orderId} ${h.code}`, h]))
  await logEvents(
    ctx,
    put.map((h): Activity => {
      const { words = '', rule, details } = asked.get(`${h.order_id} ${h.code}`) ?? {}
      // Who reads the order's path may not see the other shops.
      const { elsewhere: _, ...said } = details ?? {}
      return { orderId: h.order_id, kind: 'hold', data: { code: h.code, ...said }, reason: h.note, words, rule }
    }),
  )
}

/** Takes holds away; answers those that were there. `why`: a code, or what a person typed. */
export async function dropHolds(
  ctx: Context,
  holds: readonly { orderId: string; code: HoldCode; rule?: RuleMark }[],
  why: Pick<Activity, 'reason' | 'words'> = {},
): Promise<number> {
  if (holds.length === 0) return 0
  const dropped = await ctx.sql<{ order_id: string; code: HoldCode }>(
    `delete from order_holds h using unnest($2::uuid[], $3::text[]) as d(order_id, code)
      where h.tenant_id = $1 and h.order_id = d.order_id and h.code = d.code returning h.order_id, h.code`,
    [holds.map((h) => h.orderId), holds.map((h) => h.code)],
  )
  await count(
    ctx,
    dropped.map((h) => h.order_id),
    -1,
  )
  const asked = new Map(holds.map((h) => [`${h.orderId} ${h.code}`, h]))
  await logEvents(
    ctx,
    dropped.map((h): Activity => {
      const rule = asked.get(`${h.order_id} ${h.code}`)?.rule
      return { orderId: h.order_id, kind: 'release', data: { code: h.code }, rule, ...why }
    }),
  )
  return dropped.length
}

/** An order that is over is held by nothing. */
export async function dropAllHolds(ctx: Context, orderIds: readonly string[], reason: string): Promise<void> {
  if (orderIds.length === 0) return
  const holds = await ctx.sql<{ order_id: string; code: HoldCode }>(
    'select order_id, code from order_holds where tenant_id = $1 and order_id = any($2::uuid[])',
    [orderIds],
  )
  await dropHolds(
    ctx,
    holds.map((h) => ({ orderId: h.order_id, code: h.code })),
    { reason },
  )
}

type Counted = { id: string; assignee_id: string | null }

async function count(ctx: Context, orderIds: readonly string[], sign: 1 | -1): Promise<Counted[]> {
  if (orderIds.length === 0) return []
  return ctx.sql<Counted>(
    `update orders o set hold_count = o.hold_count + n.count
       from (select id, count(*)::int * $3 as count from unnest($2::uuid[]) as u(id) group by id) n
      where o.tenant_id = $1 and o.id = n.id returning o.id, o.assignee_id`,
    [orderIds, sign],
  )
}
