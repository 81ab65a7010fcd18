import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import {
  type FulfilmentRow,
  fulfilmentColumns,
  fulfilmentLines,
  fulfilmentView,
} from '@/lib/modules/orders/internal/fulfilment-view'
import { refuseUnseen } from '@/lib/modules/orders/internal/refuse-unseen'
import { seenOrders } from '@/lib/modules/orders/internal/seen-orders'
import type { Lineage } from '@/lib/modules/orders/schema'
import { seesShop, seesWarehouse } from '@/lib/platform/door/actor'
import { query } from '@/lib/platform/door/use-case'

type Edge = { parent_id: string; child_id: string; kind: string; at: Date; actor: string }

/** Every parcel the order's goods were ever in, those they shared with other orders too, and which came of which. */
export const getLineage = query({
  name: 'order.lineage',
  summary: 'Which parcels the goods of an order were in, and which came of which',
  http: { method: 'GET', path: '/orders/{orderId}/lineage' },
  input: z.strictObject({ orderId: id('order') }),
  async run(ctx, { orderId }): Promise<Lineage> {
    await refuseUnseen(ctx, orderId)
    const own = 'select l.fulfilment_id from fulfilment_lines l where l.tenant_id = $1 and l.order_id = $2'
    const edges = await ctx.sql<Edge>(
      `select parent_id, child_id, kind, at, actor from fulfilment_lineage e
        where e.tenant_id = $1 and (e.parent_id in (${own}) or e.child_id in (${own}))
        order by at, parent_id, child_id`,
      [orderId],
      'lineage-edges',
    )
    const others = edges.flatMap((e) => [e.parent_id, e.child_id])
    const found = await ctx.sql<FulfilmentRow & { shop_id: string }>(
      `select ${fulfilmentColumns}, f.shop_id from fulfilments f join warehouses w on w.tenant_id = $1 and w.id = f.warehouse_id
        where f.tenant_id = $1 and (f.id in (${own}) or f.id = any($3::uuid[])) order by f.created_at, f.id`,
      [orderId, others],
      'lineage-parcels',
    )
    const rows = found.filter((f) => seesShop(ctx.actor, f.shop_id) && seesWarehouse(ctx.actor, f.warehouse_id))
    const seen = new Set(rows.map((r) => r.id))
    const lines = await fulfilmentLines(ctx, [...seen])
    const orders = await seenOrders(
      ctx,
      [...lines.values()].flat().map((l) => l.order_id),
    )
    const crypt = await ctx.crypt()
    return {
      parcels: rows.map((row) => {
        const mine = lines.get(row.id) ?? []
        return {
          ...fulfilmentView(crypt, row, mine),
          createdAt: row.created_at.toISOString(),
          orders: orders.flatMap(({ id, number }) => (mine.some((l) => l.order_id === id) ? [{ id, number }] : [])),
        }
      }),
      edges: edges
        .filter((e) => seen.has(e.parent_id) && seen.has(e.child_id))
        .map((e) => ({ from: e.parent_id, to: e.child_id, kind: e.kind, at: e.at.toISOString(), actor: e.actor })),
    }
  },
})
