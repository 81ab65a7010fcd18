import type { Allocation } from '@/lib/modules/orders/schema'
import type { Context } from '@/lib/platform/door/context'

/** Why the order leaves from where it does: what a deed that ends this writes down beside itself, so that undo can put it back. */
export async function explanationOf(ctx: Context, orderId: string): Promise<{ explained: Allocation | null }> {
  const [row] = await ctx.sql<{ explained: Allocation | null }>(
    'select allocation as explained from orders where tenant_id = $1 and id = $2',
    [orderId],
  )
  return { explained: row?.explained ?? null }
}

/** `data`: of the deed that is taken back. */
export async function explainAsBefore(ctx: Context, orderId: string, data: Record<string, unknown>): Promise<void> {
  await ctx.sql('update orders o set allocation = $3::jsonb where o.tenant_id = $1 and o.id = $2', [
    orderId,
    data.explained ? JSON.stringify(data.explained) : null,
  ])
}
