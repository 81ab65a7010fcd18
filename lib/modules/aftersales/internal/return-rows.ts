import { fromMinor } from '@/lib/kernel/money'
import type { ReturnRequestView } from '@/lib/modules/aftersales/schema'

export type ReturnRow = {
  id: string
  number: string
  state: ReturnRequestView['state']
  shop_code: string
  order_id: string
  order_line_id: string
  order_number: string
  channel_order_no: string
  channel_return_no: string
  seller_sku: string
  title: string
  quantity: number
  received: number
  amount_minor: bigint
  currency: string
  requested_at: Date
  created_at: Date
  version: number
  placed: string
}

/** `placed` is the instant to the microsecond, for the cursor. */
export const selectReturns = `select r.id, r.number, r.state, s.code as shop_code, r.order_id, r.order_line_id, o.number as order_number, o.channel_order_no,
    r.channel_return_no, l.seller_sku, l.title, r.quantity, r.received, r.amount_minor, r.currency, r.requested_at, r.created_at, r.version,
    (r.requested_at at time zone 'UTC')::text as placed
  from return_requests r
  join shops s on s.tenant_id = $1 and s.id = r.shop_id
  join orders o on o.tenant_id = $1 and o.id = r.order_id
  join order_lines l on l.tenant_id = $1 and l.id = r.order_line_id
 where r.tenant_id = $1`

export function returnView(row: ReturnRow): ReturnRequestView {
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    shopCode: row.shop_code,
    orderId: row.order_id,
    orderNumber: row.order_number,
    channelOrderNo: row.channel_order_no,
    channelReturnNo: row.channel_return_no,
    sellerSku: row.seller_sku,
    title: row.title,
    quantity: row.quantity,
    received: row.received,
    amount: fromMinor(row.amount_minor, row.currency),
    currency: row.currency,
    requestedAt: row.requested_at.toISOString(),
    createdAt: row.created_at.toISOString(),
    version: row.version,
  }
}
