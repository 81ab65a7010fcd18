import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { fromMinor } from '@/lib/kernel/money'
import { refuse } from '@/lib/kernel/refusal'
import { contactAad } from '@/lib/modules/orders/internal/create-orders'
import {
  type FulfilmentRow,
  fulfilmentColumns,
  fulfilmentLinesOf,
  fulfilmentView,
} from '@/lib/modules/orders/internal/fulfilment-view'
import { inWarehouseScope, isOpen } from '@/lib/modules/orders/internal/lock-order'
import {
  orderCalls,
  orderEvents,
  orderLines,
  orderLineView,
  orderNotes,
} from '@/lib/modules/orders/internal/order-parts'
import { type DbOrderRow, orderColumns, orderRow } from '@/lib/modules/orders/internal/order-row'
import { refundDue } from '@/lib/modules/orders/internal/waiting-orders'
import { withinWarehouses } from '@/lib/modules/orders/internal/within-warehouses'
import type { Allocation, Contact, OrderView } from '@/lib/modules/orders/schema'
import { paidByHand } from '@/lib/modules/orders/states'
import { seesShop } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'

type Row = DbOrderRow & {
  shop_id: string
  goods_minor: bigint
  discount_minor: bigint
  freight_minor: bigint
  paid_minor: bigint
  refunded_minor: bigint
  refund_due: boolean
  contact: Buffer
  allocation: Allocation | null
  next_call_at: Date | null
  presale_until: Date | null
  shop_name: string
  channel: string
}

export const getOrder = query({
  name: 'order.get',
  summary: 'One order with lines, money, masked address, fulfilments, allocation and time line',
  http: { method: 'GET', path: '/orders/{orderId}' },
  input: z.strictObject({ orderId: id('order') }),
  async run(ctx, { orderId }): Promise<OrderView> {
    // All at once: together they are one round trip to the database.
    const [[row], events, lines, fulfilments, notes, calls, crypt] = await Promise.all([
      orderRowOf(ctx, orderId),
      orderEvents(ctx, orderId),
      orderLines(ctx, orderId),
      fulfilmentsOf(ctx, orderId),
      orderNotes(ctx, orderId),
      orderCalls(ctx, orderId),
      ctx.crypt(),
    ])
    if (!row || !seesShop(ctx.actor, row.shop_id) || !(await inWarehouseScope(ctx, orderId))) return refuse('not_found')
    const money = (minor: bigint) => fromMinor(minor, row.currency)
    const contact = JSON.parse(crypt.open(contactAad(orderId), row.contact)) as Contact
    const { name, phone, email, line1, nick } = row.contact_masked
    const { country, province, city, district, postcode } = contact.address
    return withinWarehouses(ctx, {
      ...orderRow(crypt, row, ctx.actor.scope),
      shopName: row.shop_name,
      goods: money(row.goods_minor),
      discount: money(row.discount_minor),
      freight: money(row.freight_minor),
      paid: money(row.paid_minor),
      paymentByHand:
        row.payment_status === 'unpaid' && isOpen(row.state) && paidByHand(events[0]?.reason ?? '', row.channel),
      refunded: money(row.refunded_minor),
      refundDue: row.refund_due ? money(row.paid_minor - row.refunded_minor) : null,
      address: { name, phone, country, province, city, district, line1, postcode },
      contact: { nick, email },
      // The buyer's wish is needed by who works on the order; it is sealed at rest and shown only here.
      buyerNote: contact.buyerNote,
      lines: lines.map((line) => orderLineView(line, money)),
      fulfilments,
      allocation: row.allocation,
      events: events
        .filter((e) => e.kind === 'state')
        .map((e) => ({ from: e.from, to: e.to, at: e.at, actor: e.actor, reason: e.reason })),
      activity: events.map(({ seq, kind, at, actor, reason, data, from, to }) => ({
        seq,
        kind,
        at,
        actor,
        reason,
        data: { ...data, ...(to && { from, to }) },
      })),
      notes,
      calls,
      presaleUntil: row.presale_until?.toISOString() ?? null,
      nextCallAt: row.next_call_at?.toISOString() ?? null,
    })
  },
})

function orderRowOf(ctx: Context, orderId: string): Promise<Row[]> {
  return ctx.sql<Row>(
    `select ${orderColumns}, o.shop_id, o.goods_minor, o.discount_minor, o.freight_minor, o.paid_minor, o.refunded_minor, (${refundDue()}) as refund_due, o.contact, o.allocation, o.next_call_at, o.presale_until, s.name as shop_name, s.channel
         from orders o join shops s on s.tenant_id = $1 and s.id = o.shop_id where o.tenant_id = $1 and o.id = $2`,
    [orderId],
    'order-get',
  )
}

async function fulfilmentsOf(ctx: Context, orderId: string) {
  const [rows, lines, crypt] = await Promise.all([
    ctx.sql<FulfilmentRow>(
      `select ${fulfilmentColumns} from fulfilments f join warehouses w on w.tenant_id = $1 and w.id = f.warehouse_id
        where f.tenant_id = $1 and f.id in (select l.fulfilment_id from fulfilment_lines l where l.tenant_id = $1 and l.order_id = $2)
        order by f.created_at, f.id`,
      [orderId],
      'order-fulfilments',
    ),
    fulfilmentLinesOf(ctx, orderId),
    ctx.crypt(),
  ])
  return rows.map((row) => fulfilmentView(crypt, row, lines.get(row.id) ?? [], orderId))
}
