import { createHash } from 'node:crypto'
import { z } from 'zod'
import { markedKinds } from '@/lib/kernel/marked-kinds'
import { businessDay } from '@/lib/kernel/time'
import { listLowStock } from '@/lib/modules/inventory/list-low-stock'
import { type Notice, tellMembers } from '@/lib/modules/settings/notices'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

const uuid = z.uuid()
const ids = z.array(uuid)

const told = z.discriminatedUnion('event', [
  z.object({ event: z.literal('orders.assigned'), orderIds: ids, memberId: uuid, by: uuid.nullable(), at: z.string() }),
  z.object({
    event: z.literal('records.assigned'),
    kind: z.enum(markedKinds),
    ids,
    memberId: uuid,
    by: uuid.nullable(),
    at: z.string(),
  }),
  z.object({
    event: z.literal('orders.held'),
    holds: z.array(z.object({ orderId: uuid, memberId: uuid, code: z.string() })),
    by: uuid.nullable(),
  }),
  z.object({ event: z.literal('bulk.finished'), jobId: uuid, ownerId: uuid }),
  z.object({
    event: z.literal('import.finished'),
    importId: uuid,
    ownerId: uuid.nullable(),
    state: z.string(),
    created: z.int(),
    rejected: z.int(),
  }),
])

/** What events mean for single members. What they did themselves they know. */
export const tellNotices = command({
  name: 'notice.tell',
  summary: 'Tell members of an event that concerns them',
  audited: false,
  input: told,
  async run(ctx, input) {
    // Nothing of it is answered: told twice it tells nobody anything new.
    await tellMembers(ctx, await noticesOf(ctx, input))
    return {}
  },
})

async function noticesOf(ctx: Context, input: z.output<typeof told>): Promise<Notice[]> {
  if (input.event === 'orders.assigned') {
    const { orderIds, memberId, by, at } = input
    const [orderId] = orderIds
    if (memberId === by) return []
    const data = { count: orderIds.length, orderId: orderIds.length === 1 ? orderId : null }
    return [{ memberId, kind: 'order.assigned', key: `assigned ${at} ${shortHash(orderIds)}`, data }]
  }
  if (input.event === 'records.assigned') {
    const { kind, ids, memberId, by, at } = input
    if (memberId === by) return []
    const data = { about: kind, count: ids.length, id: ids.length === 1 ? (ids[0] ?? null) : null }
    return [{ memberId, kind: 'record.assigned', key: `assigned ${at} ${shortHash(ids)}`, data }]
  }
  if (input.event === 'orders.held') {
    const { holds, by } = input
    const numbers = await numbersOf(
      ctx,
      holds.map(({ orderId }) => orderId),
    )
    return holds.flatMap(({ orderId, memberId, code }) => {
      const order = numbers.get(orderId)
      if (memberId === by || !order) return []
      // Lifted and put again is news again: the order has moved on since.
      const key = `held ${orderId} ${code} ${order.seq}`
      return [{ memberId, kind: 'order.held' as const, key, data: { orderId, number: order.number, code } }]
    })
  }
  if (input.event === 'bulk.finished') {
    const [job] = await ctx.sql<{ action: string; done: number; refused: number; finished_at: Date | null }>(
      'select action, done, refused, finished_at from bulk_jobs where tenant_id = $1 and id = $2',
      [input.jobId],
    )
    if (!job) return []
    const { action, done, refused, finished_at } = job
    const key = `bulk ${input.jobId} ${finished_at?.toISOString() ?? ''}`
    return [
      { memberId: input.ownerId, kind: 'bulk.finished', key, data: { jobId: input.jobId, action, done, refused } },
    ]
  }
  const { importId, ownerId, state, created, rejected } = input
  if (!ownerId) return []
  const data = { importId, state, created, rejected }
  return [
    { memberId: ownerId, kind: 'import.finished', key: `import ${importId} ${state} ${created} ${rejected}`, data },
  ]
}

async function numbersOf(ctx: Context, orderIds: readonly string[]) {
  const rows = await ctx.sql<{ id: string; number: string; seq: number }>(
    'select id, number, event_seq as seq from orders where tenant_id = $1 and id = any($2::uuid[])',
    [orderIds],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

const mostLow = 200

/** SKUs that have come to their safety stock and that nobody was told of today, to all who may look at low stock, in one notice. */
export const tellLowStock = command({
  name: 'notice.tell-low-stock',
  summary: 'Tell who looks after stock what has become scarce',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const { items } = await listLowStock.within(ctx, { limit: mostLow })
    if (items.length === 0) return { more: false, told: 0 }
    const day = businessDay(ctx.now, ctx.tenant.timeZone)
    const known = await ctx.sql<{ id: string }>(
      `select distinct s.id from notices n cross join jsonb_array_elements_text(n.data -> 'skuIds') as s(id)
        where n.tenant_id = $1 and n.created_at > $2::timestamptz - interval '2 days' and n.kind = 'stock.low' and n.data ->> 'day' = $3`,
      [ctx.now, day],
    )
    const before = new Set(known.map(({ id }) => id))
    const fresh = items.filter(({ skuId }) => !before.has(skuId))
    if (fresh.length === 0) return { more: false, told: 0 }
    const skuIds = fresh.map(({ skuId }) => skuId)
    const data = { day, count: fresh.length, codes: fresh.slice(0, 3).map(({ skuCode }) => skuCode), skuIds }
    const key = `low ${day} ${shortHash(skuIds)}`
    const members = await watchersOfStock(ctx)
    const notices = members.map((memberId): Notice => ({ memberId, kind: 'stock.low', key, data }))
    return { more: false, told: await tellMembers(ctx, notices) }
  },
})

/** The figure is the whole company's: who sees some warehouses only would be told of what they cannot look at. */
async function watchersOfStock(ctx: Context): Promise<string[]> {
  const rows = await ctx.sql<{ id: string }>(
    `select m.id from members m where m.tenant_id = $1 and m.disabled_at is null and m.warehouse_ids is null
        and exists (select 1 from role_permissions p where p.tenant_id = $1 and p.role_id = m.role_id
                       and p.permission in ('*', 'stock.*', 'stock.low'))`,
  )
  return rows.map(({ id }) => id)
}

function shortHash(values: readonly string[]): string {
  return createHash('sha256')
    .update([...values].sort().join(' '))
    .digest('base64url')
    .slice(0, 16)
}
