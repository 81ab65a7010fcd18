import { z } from 'zod'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { dueForRules } from '@/lib/modules/orders/internal/rules/due-for-rules'
import { dropHolds } from '@/lib/modules/orders/internal/set-holds'
import { command } from '@/lib/platform/door/use-case'

/** Lines, because an order may have five hundred of them and all of it happens in one statement. */
const most = 5000

/**
 * A new SKU heals every order that waited for its code: the lines are mapped, and an order whose lines are all mapped loses
 * its hold. Without codes (the clock's sweep) every waiting code that has a SKU by now is looked at.
 */
export const healOrders = command({
  name: 'order.heal',
  summary: 'Map waiting order lines to SKUs that exist now',
  audited: false,
  input: z.strictObject({ codes: z.array(z.string()).optional() }),
  async run(ctx, { codes }) {
    const waiting = await ctx.sql<{ order_id: string }>(
      `select l.order_id from order_lines l join skus s on s.tenant_id = $1 and s.code_key = l.sku_key
        where l.tenant_id = $1 and l.sku_id is null and l.quantity > 0 and ($2::text[] is null or l.sku_key = any($2))
        limit ${most}`,
      [codes?.map(codeKey) ?? null],
    )
    const ids = [...new Set(waiting.map((w) => w.order_id))]
    if (ids.length === 0) return { more: false }
    await ctx.sql('select id from orders where tenant_id = $1 and id = any($2::uuid[]) order by id for update', [ids])
    await ctx.sql(
      `update order_lines l set sku_id = s.id from skus s
        where l.tenant_id = $1 and s.tenant_id = $1 and l.order_id = any($2::uuid[]) and l.sku_id is null and s.code_key = l.sku_key`,
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
