import type { OrderEventView, OrderLineView, OrderView } from '@/lib/modules/orders/schema'
import type { Context } from '@/lib/platform/door/context'
import { openWords, wordsAad } from '@/lib/platform/words'

export type LineRow = {
  id: string
  line_no: number
  channel_line_no: string
  seller_sku: string
  sku_id: string | null
  sku_code: string | null
  title: string
  quantity: number
  kind: 'ordered' | 'gift'
  unit_price: string
  goods_minor: bigint
  discount_minor: bigint
  freight_minor: bigint
  parts: { skuCode: string; quantity: number; goods: string }[] | null
}

export async function orderLines(ctx: Context, orderId: string): Promise<LineRow[]> {
  return ctx.sql<LineRow>(
    `select l.id, l.line_no, l.channel_line_no, l.seller_sku, l.sku_id, s.code as sku_code, l.title, l.quantity, l.kind, l.unit_price,
            l.goods_minor, l.discount_minor, l.freight_minor,
            (select json_agg(json_build_object('skuCode', x.code, 'quantity', p.quantity, 'goods', p.goods_minor::text) order by p.position)
               from order_line_parts p join skus x on x.tenant_id = $1 and x.id = p.sku_id
              where p.tenant_id = $1 and p.order_line_id = l.id) as parts
       from order_lines l left join skus s on s.tenant_id = $1 and s.id = l.sku_id
      where l.tenant_id = $1 and l.order_id = $2 order by l.line_no`,
    [orderId],
    'order-lines',
  )
}

export function orderLineView(r: LineRow, money: (minor: bigint) => string): OrderLineView {
  return {
    id: r.id,
    lineNo: r.line_no,
    channelLineNo: r.channel_line_no,
    sellerSku: r.seller_sku,
    skuId: r.sku_id,
    skuCode: r.sku_code,
    title: r.title,
    quantity: r.quantity,
    kind: r.kind,
    unitPrice: shortest(r.unit_price),
    goods: money(r.goods_minor),
    discount: money(r.discount_minor),
    freight: money(r.freight_minor),
    parts: (r.parts ?? []).map((p) => ({ ...p, goods: money(BigInt(p.goods)) })),
  }
}

/** '64.000000' → '64.00', '0.123400' → '0.1234': two digits at least, no empty ones beyond. */
function shortest(price: string): string {
  return price.replace(/(\.\d\d\d*?)0+$/, '$1')
}

export type EventRow = OrderEventView & { seq: number; kind: string; data: Record<string, unknown> }

export async function orderEvents(ctx: Context, orderId: string): Promise<EventRow[]> {
  const rows = await ctx.sql<
    Omit<EventRow, 'at' | 'from' | 'to'> & {
      at: Date
      from_state: EventRow['from']
      to_state: EventRow['to']
      words: Buffer | null
    }
  >(
    `select seq, kind, from_state, to_state, at, actor, reason, words, data - 'explained' as data from order_events where tenant_id = $1 and order_id = $2 order by seq`,
    [orderId],
    'order-events',
  )
  const crypt = await ctx.crypt()
  return rows.map(({ at, from_state, to_state, words, reason, ...rest }) => ({
    ...rest,
    reason: openWords(crypt, wordsAad('order_events', orderId, rest.seq), words, reason),
    from: from_state,
    to: to_state,
    at: at.toISOString(),
  }))
}

export function noteAad(id: string): string {
  return `order_notes|body|${id}`
}

export function callAad(id: string): string {
  return `order_calls|note|${id}`
}

export async function orderNotes(ctx: Context, orderId: string): Promise<OrderView['notes']> {
  const rows = await ctx.sql<{
    id: string
    body: Buffer
    author: string
    at: Date
    edited_at: Date | null
    version: number
  }>(
    'select id, body, author, at, edited_at, version from order_notes where tenant_id = $1 and order_id = $2 order by at, id',
    [orderId],
    'order-notes',
  )
  if (rows.length === 0) return []
  const crypt = await ctx.crypt()
  return rows.map((r) => ({
    id: r.id,
    text: crypt.open(noteAad(r.id), r.body),
    author: r.author,
    at: r.at.toISOString(),
    editedAt: r.edited_at?.toISOString() ?? null,
    version: r.version,
  }))
}

export async function orderCalls(ctx: Context, orderId: string): Promise<OrderView['calls']> {
  const rows = await ctx.sql<{
    id: string
    result: string
    next_call_at: Date | null
    note: Buffer | null
    caller: string
    at: Date
  }>(
    'select id, result, next_call_at, note, caller, at from order_calls where tenant_id = $1 and order_id = $2 order by at, id',
    [orderId],
    'order-calls',
  )
  if (rows.length === 0) return []
  const crypt = await ctx.crypt()
  return rows.map((r) => ({
    id: r.id,
    result: r.result,
    nextCallAt: r.next_call_at?.toISOString() ?? null,
    note: r.note ? crypt.open(callAad(r.id), r.note) : '',
    caller: r.caller,
    at: r.at.toISOString(),
  }))
}
