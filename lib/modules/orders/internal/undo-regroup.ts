import { groupBy } from '@/lib/kernel/group'
import { invalid } from '@/lib/kernel/refusal'
import { lockParcels, refuseBegun } from '@/lib/modules/orders/internal/lock-parcels'
import { logRegroup } from '@/lib/modules/orders/internal/log-regroup'
import { type LineageKind, type Part, regroupParcels } from '@/lib/modules/orders/internal/regroup-parcels'
import type { Context } from '@/lib/platform/door/context'

const opposite: Partial<Record<LineageKind, LineageKind>> = {
  split: 'unsplit',
  unsplit: 'split',
  merge: 'unmerge',
  unmerge: 'merge',
}

type Line = {
  fulfilment_id: string
  shop_id: string
  warehouse_id: string
  order_id: string
  order_line_id: string
  sku_id: string
  quantity: number
}

/** The parcels that an operation made give way to parcels like those it ended, as long as nobody has begun with them. */
export async function undoRegroup(ctx: Context, operationId: string): Promise<void> {
  const edges = await ctx.sql<{ parent_id: string; child_id: string; kind: LineageKind }>(
    'select parent_id, child_id, kind from fulfilment_lineage where tenant_id = $1 and operation_id = $2',
    [operationId],
  )
  const kind = edges[0] && opposite[edges[0].kind]
  if (!kind) return invalid([{ path: 'id', code: 'nothing_to_undo' }])
  const children = [...new Set(edges.map((e) => e.child_id))]
  const { parcels, orders } = await lockParcels(ctx, children)
  refuseBegun(parcels)
  const lines = await ctx.sql<Line>(
    `select l.fulfilment_id, f.shop_id, f.warehouse_id, l.order_id, l.order_line_id, l.sku_id, l.quantity
       from fulfilment_lines l join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id
      where l.tenant_id = $1 and l.fulfilment_id = any($2::uuid[]) order by l.id`,
    [[...new Set(edges.map((e) => e.parent_id))]],
  )
  const parts = [...groupBy(lines, (l) => l.fulfilment_id).values()].flatMap((own): Part[] =>
    own.slice(0, 1).map(({ shop_id: shopId, warehouse_id: warehouseId }) => ({
      shopId,
      warehouseId,
      lines: own.map((l) => ({
        orderId: l.order_id,
        orderLineId: l.order_line_id,
        skuId: l.sku_id,
        quantity: l.quantity,
      })),
    })),
  )
  const to = await regroupParcels(ctx, kind, children, parts)
  await logRegroup(ctx, { kind, orderIds: orders.map((o) => o.id), from: parcels, to, words: 'undo' })
}
