import type { FieldError } from '@/lib/kernel/refusal'
import { unmarkRefundRequested } from '@/lib/modules/orders/find-sales'
import { dropMarks, noted } from '@/lib/modules/settings/marks'
import type { Context } from '@/lib/platform/door/context'

/** What keeps return requests from being taken back: goods that have come in for them, and what somebody wrote on them. */
export async function returnBlockers(ctx: Context, returnIds: readonly string[]): Promise<FieldError[]> {
  if (returnIds.length === 0) return []
  const rows = await ctx.sql<{ number: string }>(
    `select r.number from return_requests r where r.tenant_id = $1 and r.id = any($2::uuid[])
        and (exists (select 1 from return_receipts g where g.tenant_id = $1 and g.return_request_id = r.id) or ${noted('return-request', 'r.id')})
      order by r.number`,
    [returnIds],
  )
  return rows.map(({ number }) => ({ path: number, code: 'has_history' }))
}

/** Takes return requests of an import back; the orders they asked about are as if nobody had asked. */
export async function undoReturns(ctx: Context, returnIds: readonly string[]): Promise<void> {
  if (returnIds.length === 0) return
  const gone = await ctx.sql<{ order_id: string }>(
    'delete from return_requests where tenant_id = $1 and id = any($2::uuid[]) returning order_id',
    [returnIds],
  )
  await dropMarks(ctx, 'return-request', returnIds)
  const orderIds = [...new Set(gone.map(({ order_id }) => order_id))]
  const still = await ctx.sql<{ order_id: string }>(
    'select distinct order_id from return_requests where tenant_id = $1 and order_id = any($2::uuid[])',
    [orderIds],
  )
  const asked = new Set(still.map(({ order_id }) => order_id))
  await unmarkRefundRequested(
    ctx,
    orderIds.filter((id) => !asked.has(id)),
  )
}
