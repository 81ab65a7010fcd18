import { groupBy } from '@/lib/kernel/group'
import type { SerialMode } from '@/lib/modules/catalog/schema'
import type { FulfilmentView } from '@/lib/modules/orders/schema'
import type { FulfilmentState } from '@/lib/modules/orders/states'
import type { Context } from '@/lib/platform/door/context'
import type { TenantCrypt } from '@/lib/platform/tenant-crypt'
import { openWords, wordsAad } from '@/lib/platform/words'

export type FulfilmentRow = {
  id: string
  number: string
  state: FulfilmentState
  warehouse_id: string
  warehouse_code: string
  block_reason: string | null
  block_words: Buffer | null
  blocked_at: Date | null
  carrier_code: string | null
  preferred_carrier: string | null
  tracking_no: string | null
  weight_off: FulfilmentView['weightOff']
  created_at: Date
  shipped_at: Date | null
  delivered_at: Date | null
  version: number
}

export const fulfilmentColumns = `f.id, f.number, f.state, f.warehouse_id, w.code as warehouse_code, f.block_reason, f.block_words, f.blocked_at, f.carrier_code, f.preferred_carrier,
  f.tracking_no, f.created_at, f.shipped_at, f.delivered_at, f.version,
  case when f.state = 'packed' then (
    select json_build_object('weightG', k.weight_g, 'expectedG', k.expected_g + coalesce(c.weight_g, 0) + coalesce(k.packaging_g, 0))
      from packings k left join cartons c on c.tenant_id = $1 and c.id = k.carton_id
     where k.tenant_id = $1 and k.fulfilment_id = f.id and k.weight_g is not null and k.weighed_at is null) end as weight_off`

type Line = {
  fulfilment_id: string
  order_id: string
  order_line_id: string
  code: string
  quantity: number
  pools: { code: string; quantity: number }[] | null
  serial_mode: SerialMode
  batches: FulfilmentView['lines'][number]['batches'] | null
  serials: string[] | null
}

/** What of a line has left and not come back: movements `m` of its parcel. */
const left = `stock_movements m where m.tenant_id = $1 and m.reference_id = l.fulfilment_id and m.line_id = l.id`

export type FulfilmentLines = Map<string, Line[]>

/** The lines of some fulfilments, by fulfilment. */
export async function fulfilmentLines(ctx: Context, ids: readonly string[]): Promise<FulfilmentLines> {
  const rows = await ctx.sql<Line>(linesWhere('l.fulfilment_id = any($2::uuid[])'), [ids], 'fulfilment-lines-view')
  return groupBy(rows, (r) => r.fulfilment_id)
}

/** The same of every fulfilment that has lines of an order; those of other orders in it, too. */
export async function fulfilmentLinesOf(ctx: Context, orderId: string): Promise<FulfilmentLines> {
  const own = 'select o.fulfilment_id from fulfilment_lines o where o.tenant_id = $1 and o.order_id = $2'
  const rows = await ctx.sql<Line>(linesWhere(`l.fulfilment_id in (${own})`), [orderId], 'order-fulfilment-lines')
  return groupBy(rows, (r) => r.fulfilment_id)
}

const linesWhere = (which: string) =>
  `select l.fulfilment_id, l.order_id, l.order_line_id, s.code, l.quantity,
            (select json_agg(json_build_object('code', p.code, 'quantity', r.quantity) order by p.code)
               from reservations r join pools p on p.tenant_id = $1 and p.id = r.pool_id
               join fulfilments f on f.tenant_id = $1 and f.id = r.fulfilment_id
              where r.tenant_id = $1 and r.fulfilment_id = l.fulfilment_id and r.holder_id = l.id
                and (r.state = 'open' or (r.state = 'consumed' and r.closed_at = f.shipped_at))) as pools,
            s.serial_mode,
            case when s.batch_tracked then (
              select json_agg(json_build_object('batchId', k.id, 'batchNo', k.code, 'expiresOn', k.expires_on, 'quantity', x.quantity)
                              order by k.code_key <> '', k.expires_on nulls last, k.created_at, k.id)
                from (select m.batch_id, -sum(m.quantity)::int as quantity from ${left} and m.batch_id is not null group by m.batch_id having sum(m.quantity) < 0) x
                join stock_batches k on k.tenant_id = $1 and k.id = x.batch_id) end as batches,
            case when s.serial_mode <> 'none' then (
              select json_agg(u.code order by u.code_key) from (
                select y.serial_id from ${left.replace(' where ', ' join stock_serial_moves y on y.tenant_id = $1 and y.movement_id = m.id where ')}
                 group by y.serial_id having sum(sign(m.quantity)) < 0) x
                join stock_serials u on u.tenant_id = $1 and u.id = x.serial_id) end as serials
       from fulfilment_lines l join skus s on s.tenant_id = $1 and s.id = l.sku_id
      where l.tenant_id = $1 and ${which} order by l.id`

/** `lines` of the whole parcel; `only` shows those of one order. */
export function fulfilmentView(
  crypt: TenantCrypt,
  row: FulfilmentRow,
  lines: readonly Line[],
  only?: string,
): FulfilmentView {
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    warehouseCode: row.warehouse_code,
    blockReason: row.block_reason,
    blockNote: openWords(crypt, wordsAad('fulfilments', row.id), row.block_words, ''),
    blockedAt: row.blocked_at?.toISOString() ?? null,
    merged: new Set(lines.map((l) => l.order_id)).size > 1,
    carrierCode: row.carrier_code,
    preferredCarrier: row.preferred_carrier,
    trackingNo: row.tracking_no,
    weightOff: row.weight_off,
    shippedAt: row.shipped_at?.toISOString() ?? null,
    deliveredAt: row.delivered_at?.toISOString() ?? null,
    lines: lines
      .filter((l) => only === undefined || l.order_id === only)
      .map((l) => ({
        orderLineId: l.order_line_id,
        skuCode: l.code,
        quantity: l.quantity,
        pools: l.pools ?? [],
        serialMode: l.serial_mode,
        batches: l.batches ?? [],
        serials: l.serials ?? [],
      })),
    version: row.version,
  }
}
