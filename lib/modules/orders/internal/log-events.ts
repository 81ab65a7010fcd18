import { byActor, type RuleMark } from '@/lib/modules/orders/internal/move-orders'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'
import { sealWords, wordsAad } from '@/lib/platform/words'

export type Activity = {
  orderId: string
  kind: 'hold' | 'release' | 'note' | 'call' | 'channel' | 'allocation' | 'flag' | 'shipment'
  /** A code, a number; what a person typed goes into `words`. */
  reason?: string
  words?: string
  data?: Record<string, unknown>
  rule?: RuleMark | undefined
}

/** What else happened to orders, on the same numbered time line as their transitions. Several rows of one order keep their sequence. */
export async function logEvents(ctx: Context, rows: readonly Activity[]): Promise<void> {
  if (rows.length === 0) return
  const counts = new Map<string, number>()
  for (const row of rows) counts.set(row.orderId, (counts.get(row.orderId) ?? 0) + 1)
  const seqs = await ctx.sql<{ id: string; event_seq: number }>(
    `update orders o set event_seq = o.event_seq + n.count, version = o.version + 1, updated_at = $4
       from unnest($2::uuid[], $3::int[]) as n(id, count)
      where o.tenant_id = $1 and o.id = n.id
      returning o.id, o.event_seq`,
    [[...counts.keys()], [...counts.values()], ctx.now],
  )
  const next = new Map(seqs.map((s) => [s.id, s.event_seq - (counts.get(s.id) ?? 0)]))
  const numbered = rows.map((row) => {
    const seq = (next.get(row.orderId) ?? 0) + 1
    next.set(row.orderId, seq)
    return seq
  })
  const crypt = await ctx.crypt()
  await insertMany(ctx, 'order_events', {
    order_id: ['uuid', rows.map((r) => r.orderId)],
    seq: ['int', numbered],
    kind: ['text', rows.map((r) => r.kind)],
    reason: ['text', rows.map((r) => r.reason ?? '')],
    data: ['jsonb', rows.map((r) => ({ ...r.data, ...(r.rule && { rule: r.rule }) }))],
    words: [
      'bytea',
      rows.map((r, i) => sealWords(crypt, wordsAad('order_events', r.orderId, numbered[i] ?? 0), r.words ?? '')),
    ],
    ...byActor(
      ctx,
      rows.map((r) => r.rule),
    ),
  })
}
