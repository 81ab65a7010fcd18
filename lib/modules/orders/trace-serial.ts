import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { type SerialTrace, serialTrace } from '@/lib/modules/inventory/batch-schema'
import { type SerialRow, selectSerials, serialView } from '@/lib/modules/inventory/serial-rows'
import { query } from '@/lib/platform/door/use-case'

type Move = Omit<SerialTrace['moves'][number], 'at'> & { at: Date }

export const traceSerial = query({
  name: 'serial.get',
  summary: 'One unit by its serial number: when it came, with which order it left, whether it came back',
  http: { method: 'GET', path: '/stock/serials/{serialId}' },
  input: z.strictObject({ serialId: id('serial') }),
  output: serialTrace,
  async run(ctx, { serialId }) {
    const scope = ctx.actor.scope.warehouseIds
    const [row] = await ctx.sql<SerialRow>(
      `${selectSerials} and u.id = $2 and ($3::uuid[] is null or u.warehouse_id is null or u.warehouse_id = any($3::uuid[]))`,
      [serialId, scope],
    )
    if (!row) return refuse('not_found')
    const moves = await ctx.sql<Move>(
      `select m.id as "movementId", m.at, m.reason, case when m.quantity > 0 then 1 else -1 end as quantity, w.code as "warehouseCode", n.code as "binCode",
              m.reference, m.reference_type as "referenceType", m.reference_id as "referenceId", o.id as "orderId", o.number as "orderNumber"
         from stock_serial_moves x
         join stock_movements m on m.tenant_id = $1 and m.id = x.movement_id
         join warehouses w on w.tenant_id = $1 and w.id = m.warehouse_id
         join bins n on n.tenant_id = $1 and n.id = m.bin_id
         left join fulfilment_lines l on l.tenant_id = $1 and l.id = m.line_id
         left join orders o on o.tenant_id = $1 and o.id = l.order_id and ($4::uuid[] is null or o.shop_id = any($4::uuid[]))
        where x.tenant_id = $1 and x.serial_id = $2 and ($3::uuid[] is null or m.warehouse_id = any($3::uuid[]))
        order by m.at, m.id limit 500`,
      [serialId, scope, ctx.actor.scope.shopIds],
    )
    return { ...serialView(row), moves: moves.map((move) => ({ ...move, at: move.at.toISOString() })) }
  },
})
