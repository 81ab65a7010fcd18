import { probeAgain } from '@/lib/modules/channels/internal/breaker'
import { deliveryAad } from '@/lib/modules/channels/internal/delivery-rows'
import { dueOf } from '@/lib/modules/channels/internal/flow-steps'
import { markDirty } from '@/lib/modules/channels/internal/mark-dirty'
import type { flows } from '@/lib/modules/channels/schema'
import type { Context } from '@/lib/platform/door/context'

/** A person has looked: what a shop's conversation left undone is done now, and its attempts are counted anew. Answers what was started. */
export async function reportsAgain(ctx: Context, ids: readonly string[]): Promise<string[]> {
  const rows = await ctx.sql<{ id: string; shop_id: string }>(
    `update shipment_reports set state = 'waiting', attempts = 0, due_at = $3, version = version + 1
      where tenant_id = $1 and id = any($2::uuid[]) and state in ('waiting', 'failed') returning id, shop_id`,
    [ids, ctx.now],
  )
  await probeAgain(
    ctx,
    rows.map((row) => row.shop_id),
  )
  for (const { id, shop_id } of rows)
    ctx.emit({ name: 'shipment-report.due', payload: { reportId: id, shopId: shop_id } })
  return rows.map(({ id }) => id)
}

/** What was taken already may be taken again: intake knows what it has. */
export async function deliveriesAgain(ctx: Context, ids: readonly string[]): Promise<string[]> {
  const rows = await ctx.sql<{ id: string; shop_id: string }>(
    `update channel_deliveries set state = 'waiting', attempts = 0, trouble = null, done_at = null
      where tenant_id = $1 and id = any($2::uuid[]) returning id, shop_id`,
    [ids],
  )
  for (const { id, shop_id } of rows)
    ctx.emit({ name: 'delivery.received', payload: { deliveryId: id, shopId: shop_id } })
  return rows.map(({ id }) => id)
}

/** Not the figure that was told then, but the one of this moment. */
export async function pushesAgain(ctx: Context, listingIds: readonly string[]): Promise<void> {
  await ctx.sql(
    'update listings set push_due_at = $3 where tenant_id = $1 and id = any($2::uuid[]) and push_due_at > $3 returning id',
    [listingIds, ctx.now],
  )
  await markDirty(ctx, { listingIds, cause: 'hand' })
}

/** All that one marketplace has refused of one shop's stock. */
export async function refusedAgain(ctx: Context, shopId: string): Promise<void> {
  const rows = await ctx.sql<{ id: string }>(
    'select id from listings where tenant_id = $1 and shop_id = $2 and trouble is not null order by id limit 1000',
    [shopId],
  )
  await pushesAgain(
    ctx,
    rows.map(({ id }) => id),
  )
}

/**
 * Now, and from `from` on when it is given: what came then is asked for once more. A pull that runs meanwhile has begun behind that
 * moment and would write its own end over it, so it loses its place to the next.
 */
export async function pullAgain(ctx: Context, shopId: string, from?: Date): Promise<boolean> {
  const rows = await ctx.sql(
    `update shop_connections set due_at = $3, cursor_at = least(cursor_at, coalesce($4, cursor_at)), looked_back_at = null, pull_rest = null,
            lease = case when $4::timestamptz is null then lease end, lease_until = case when $4::timestamptz is null then lease_until end
      where tenant_id = $1 and shop_id = $2 and state = 'authorised' and not paused returning shop_id`,
    [shopId, ctx.now, from ?? null],
  )
  await probeAgain(ctx, [shopId])
  if (rows.length > 0) ctx.emit({ name: 'connection.pull-due', payload: { shopId } })
  return rows.length > 0
}

export async function flowAgain(ctx: Context, shopId: string, flow: (typeof flows)[number]): Promise<void> {
  await ctx.sql(
    'update shop_flows set due_at = $4 where tenant_id = $1 and shop_id = $2 and flow = $3 returning flow',
    [shopId, flow, ctx.now],
  )
  await probeAgain(ctx, [shopId])
  ctx.emit(dueOf(flow, shopId))
}

/** What a marketplace has pushed, as it came: it may show a buyer, so whoever asks must write down why. */
export async function openDelivery(ctx: Context, deliveryId: string): Promise<string | undefined> {
  const [row] = await ctx.sql<{ body: Buffer }>(
    'select body from channel_deliveries where tenant_id = $1 and id = $2',
    [deliveryId],
  )
  return row && (await ctx.crypt()).open(deliveryAad(deliveryId), row.body)
}
