import type { Context } from '@/lib/platform/door/context'

/** The parcels of these orders have arrived, as somebody other than their carrier says. */
export async function deliverParcels(ctx: Context, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return
  await ctx.sql(
    `update fulfilments f set state = 'delivered', delivered_at = $3, updated_at = $3, version = f.version + 1
      where f.tenant_id = $1 and f.state = 'shipped'
        and f.id in (select l.fulfilment_id from fulfilment_lines l where l.tenant_id = $1 and l.order_id = any($2::uuid[]))`,
    [orderIds, ctx.now],
  )
}
