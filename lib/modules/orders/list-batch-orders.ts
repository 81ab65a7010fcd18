import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { type BatchOrderView, batchOrderView } from '@/lib/modules/inventory/batch-schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

type Row = Omit<BatchOrderView, 'shippedAt'> & { at: Date; line: string }

/** Whom to tell of a recall: the orders that units of a batch left with and did not come back from, the latest first. */
export const listBatchOrders = query({
  name: 'batch.orders',
  summary: 'The orders that units of a batch left with',
  http: { method: 'GET', path: '/stock/batches/{batchId}/orders' },
  input: z.strictObject({ ...pageFields, batchId: id('batch') }),
  example: {},
  output: pageView(batchOrderView),
  async run(ctx, { limit, cursor, batchId }) {
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const { shopIds, warehouseIds } = ctx.actor.scope
    const [known] = await ctx.sql('select 1 from stock_batches where tenant_id = $1 and id = $2', [batchId])
    if (!known) refuse('not_found')
    const rows = await ctx.sql<Row>(
      `select l.id as line, m.at, m.quantity, o.id as "orderId", o.number as "orderNumber", f.id as "fulfilmentId", f.number as "fulfilmentNumber",
              w.code as "warehouseCode", f.carrier_code as "carrierCode", f.tracking_no as "trackingNo"
         from (select line_id, max(at) filter (where reason = 'shipment') as at, -sum(quantity)::int as quantity from stock_movements
                where tenant_id = $1 and batch_id = $2 and reason in ('shipment', 'unship', 'return') and line_id is not null
                group by line_id having sum(quantity) < 0) m
         join fulfilment_lines l on l.tenant_id = $1 and l.id = m.line_id
         join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id
         join orders o on o.tenant_id = $1 and o.id = l.order_id
         join warehouses w on w.tenant_id = $1 and w.id = f.warehouse_id
        where ($3::uuid[] is null or o.shop_id = any($3::uuid[])) and ($4::uuid[] is null or f.warehouse_id = any($4::uuid[]))
          and ($5::timestamptz is null or (m.at, l.id) < ($5::timestamptz, $6::uuid))
        order by m.at desc, l.id desc limit $7`,
      [batchId, shopIds, warehouseIds, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    )
    return pageOf(
      rows,
      limit,
      ({ at, line: _, ...row }) => ({ ...row, shippedAt: at.toISOString() }),
      (row) => encodeCursor([row.at.toISOString(), row.line]),
    )
  },
})
