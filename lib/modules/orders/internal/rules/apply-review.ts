import { groupBy } from '@/lib/kernel/group'
import { ordersApproved } from '@/lib/modules/orders/events'
import { type Activity, logEvents } from '@/lib/modules/orders/internal/log-events'
import { type Move, moveOrders, type RuleMark } from '@/lib/modules/orders/internal/move-orders'
import { decided, type Verdict } from '@/lib/modules/orders/internal/rules/decide'
import { putGifts } from '@/lib/modules/orders/internal/rules/put-gifts'
import { putTags } from '@/lib/modules/orders/internal/rules/put-tags'
import { dropHolds, type HoldChange, putHolds } from '@/lib/modules/orders/internal/set-holds'
import { blockWork } from '@/lib/modules/orders/internal/stop-work'
import { inWork } from '@/lib/modules/orders/states'
import type { Step } from '@/lib/modules/rules/evaluate'
import type { Context } from '@/lib/platform/door/context'

/** Does what the verdicts say, for all orders in the same few statements. The orders' rows are locked by the caller. */
export async function applyReview(
  ctx: Context,
  version: number,
  verdicts: readonly Verdict[],
  by?: string,
): Promise<void> {
  const mark = ({ rule }: Step): RuleMark => ({
    ...{ kind: 'review', version, id: rule.id, name: rule.name },
    ...(by !== undefined && { by }),
  })
  const done = verdicts.flatMap(({ order, steps }) =>
    steps.flatMap((step) => (step.result === 'done' ? [{ order, step }] : [])),
  )
  const holds = done.flatMap(({ order, step }): HoldChange[] =>
    step.action.type === 'hold'
      ? [{ orderId: order.id, code: step.action.code, words: step.action.note, rule: mark(step) }]
      : [],
  )
  await putHolds(ctx, holds)
  const working = new Set(verdicts.filter(({ order }) => inWork.includes(order.state)).map(({ order }) => order.id))
  // The stations say which hold stops them; there are six at most.
  for (const [code, own] of groupBy(
    holds.filter((hold) => working.has(hold.orderId)),
    (hold) => hold.code,
  ))
    await blockWork(
      ctx,
      own.map((hold) => hold.orderId),
      code,
    )
  await markUrgent(
    ctx,
    done.flatMap(({ order, step }) => (step.action.type === 'urgent' ? [{ orderId: order.id, rule: mark(step) }] : [])),
  )
  await markFlags(
    ctx,
    done.flatMap(({ order, step }) =>
      step.action.type === 'flag'
        ? [{ orderId: order.id, flag: step.action.flag, was: order.flag, rule: mark(step) }]
        : [],
    ),
  )
  await putTags(
    ctx,
    done.flatMap(({ order, step }) =>
      step.action.type === 'tag' ? [{ orderId: order.id, tag: step.action.tag, rule: mark(step) }] : [],
    ),
  )
  await putGifts(
    ctx,
    done.flatMap(({ order, step }) =>
      step.action.type === 'gift'
        ? [{ orderId: order.id, skuCode: step.action.sku, quantity: step.action.quantity, rule: mark(step) }]
        : [],
    ),
  )
  const moves = done.flatMap(({ order, step }): Move[] => {
    const { type } = step.action
    if (type !== 'approve' && type !== 'contact' && type !== 'invalid') return []
    return [{ orderId: order.id, from: order.state, to: decided[type], rule: mark(step) }]
  })
  const approved = moves.filter((move) => move.to === 'approved')
  // Nothing but a wait that is over still stands on an order that a rule approves.
  await dropHolds(
    ctx,
    approved.map(({ orderId, rule }) => ({ orderId, code: 'review_wait' as const, ...(rule && { rule }) })),
    { reason: 'approved' },
  )
  await moveOrders(ctx, moves)
  if (approved.length > 0) ctx.emit(ordersApproved(approved.map((move) => move.orderId)))
}

async function markUrgent(ctx: Context, rows: readonly { orderId: string; rule: RuleMark }[]): Promise<void> {
  if (rows.length === 0) return
  await ctx.sql('update orders set urgent = true where tenant_id = $1 and id = any($2::uuid[])', [
    rows.map((row) => row.orderId),
  ])
  await logEvents(
    ctx,
    rows.map((row): Activity => ({ ...row, kind: 'flag', data: { urgent: true } })),
  )
}

type Flagged = { orderId: string; flag: string; was: string; rule: RuleMark }

async function markFlags(ctx: Context, rows: readonly Flagged[]): Promise<void> {
  if (rows.length === 0) return
  await ctx.sql(
    `update orders o set flag = u.flag from unnest($2::uuid[], $3::text[]) as u(id, flag) where o.tenant_id = $1 and o.id = u.id`,
    [rows.map((row) => row.orderId), rows.map((row) => row.flag)],
  )
  await logEvents(
    ctx,
    rows.map(({ orderId, flag, was, rule }): Activity => ({ orderId, kind: 'flag', data: { flag, was }, rule })),
  )
}
