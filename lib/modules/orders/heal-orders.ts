import { z } from 'zod'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { waitingLines } from '@/lib/modules/orders/internal/line-skus'
import { dueForRules } from '@/lib/modules/orders/internal/rules/due-for-rules'
import { dropHolds } from '@/lib/modules/orders/internal/set-holds'
import { command } from '@/lib/platform/door/use-case'

/** Lines, because an order may have five hundred of them and all of it happens in one statement. */
const most = 5000

/**
 * A new SKU heals every order that waited for its code, a mapped listing every order that was bought from it: the lines are mapped, and an order whose lines are all mapped loses
 * its hold. Without either (the clock's sweep) every waiting line that has a SKU by now is looked at.
 */
export const healOrders = command({
  name: 'order.heal',
  summary: 'Map waiting order lines to SKUs that exist now',
  audited: false,
  input: z.strictObject({ codes: z.array(z.string()).optional(), listingIds: z.array(z.uuid()).optional() }),
  async run(ctx, { codes, listingIds = [] }) {
    const listed = await ctx.sql<{ item_key: string; seller_key: string }>(
      'select item_key, seller_key from listings where tenant_id = $1 and id = any($2::uuid[])',
      [listingIds],
    )
    const keys = [...(codes ?? []).map(codeKey), ...listed.map((l) => l.seller_key)].filter((key) => key !== '')
    const all = codes === undefined && listingIds.length === 0
    const waiting = await ctx.sql<{ order_id: string }>(
      `${waitingLines} and ($2 or l.sku_key = any($3) or (l.item_key <> '' and l.item_key = any($4))) limit ${most}`,
      [all, keys, listed.map((l) => l.item_key)],
    )
    const ids = [...new Set(waiting.map((w) => w.order_id))]
    if (ids.length === 0) return { more: false }
    await ctx.sql('select id from orders where tenant_id = $1 and id = any($2::uuid[]) order by id for update', [ids])
    await ctx.sql(
      `update order_lines l set sku_id = w.sku_id from (${waitingLines} and l.order_id = any($2::uuid[])) w
        where l.tenant_id = $1 and l.id = w.id and l.sku_id is null`,
      [ids],
    )
    const healed = await ctx.sql<{ id: string }>(
      `select o.id from unnest($2::uuid[]) as o(id) where not exists (
         select 1 from order_lines l where l.tenant_id = $1 and l.order_id = o.id and l.sku_id is null and l.quantity > 0)`,
      [ids],
    )
    await dropHolds(
      ctx,
      healed.map((o) => ({ orderId: o.id, code: 'unmapped_sku' })),
      { reason: 'mapped' },
    )
    await dueForRules(
      ctx,
      healed.map((o) => o.id),
    )
    return { more: waiting.length === most }
  },
})
