import { groupBy } from '@/lib/kernel/group'
import { newId } from '@/lib/kernel/ids'
import { ordersCancelled, ordersDelivered, ordersShipped } from '@/lib/modules/orders/events'
import { contactAad, isPaid, type Page, readyPayloads, readySearch } from '@/lib/modules/orders/internal/create-orders'
import { deliverParcels } from '@/lib/modules/orders/internal/deliver-parcels'
import { leaveSiblings } from '@/lib/modules/orders/internal/leave-siblings'
import { type Activity, logEvents } from '@/lib/modules/orders/internal/log-events'
import { type Counted, countOrders, type Move, moveOrders } from '@/lib/modules/orders/internal/move-orders'
import {
  addressKey,
  holdsOf,
  maskContact,
  mergeKey,
  type NormalOrder,
  searchTokens,
} from '@/lib/modules/orders/internal/normalise-order'
import { dropAllHolds, dropHolds, type HoldChange, putHolds } from '@/lib/modules/orders/internal/set-holds'
import { blockWork, stopWork, unblockWork } from '@/lib/modules/orders/internal/stop-work'
import { sumsOf } from '@/lib/modules/orders/internal/sums-of'
import { blacklisted } from '@/lib/modules/orders/internal/suspect-orders'
import type { Contact } from '@/lib/modules/orders/schema'
import { beforeShipped, type HoldCode, intakeHolds, inWork, type OrderState } from '@/lib/modules/orders/states'
import { insertMany, inTurn } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'

export type Known = {
  id: string
  channel_order_no: string
  state: OrderState
  payment_status: 'unpaid' | 'paid'
  payload_hash: Buffer
  channel_modified_at: Date
  paid_at: Date | null
  contact: Buffer
  shop_id: string
  currency: string
  units: number
  line_count: number
  refunded_minor: bigint
  goods_minor: bigint
  discount_minor: bigint
  freight_minor: bigint
  total_minor: bigint
  ordered_at: Date
  /** Our own parcels have left with it; at least the first of them. */
  departed: boolean
}

export type Change = { known: Known; order: NormalOrder }

type Line = {
  order_id: string
  channel_line_no: string
  sku_key: string
  quantity: number
  line_no: number
  kind: 'ordered' | 'gift'
}

/**
 * Applies what a channel says anew to orders we know; the caller holds their rows locked. Facts are taken over; what we
 * were doing with the order is stopped where the change touches it, visibly: cancelled and shipped elsewhere end the work,
 * other lines send the order back to review, another address, another note or a refund blocks the parcel. What has left with our
 * parcels keeps lines and amounts as they left: what the channel says of them afterwards is after-sales, kept in payload and time line.
 */
export async function changeOrders(ctx: Context, page: Page, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  const crypt = await ctx.crypt()
  const ids = changes.map((c) => c.known.id)
  const lines = await ctx.sql<Line>(
    `select order_id, channel_line_no, sku_key, quantity, line_no, kind from order_lines where tenant_id = $1 and order_id = any($2::uuid[])`,
    [ids],
  )
  const byOrder = groupBy(lines, (l) => l.order_id)
  const seen = changes.map(({ known, order }) => {
    const before = JSON.parse(crypt.open(contactAad(known.id), known.contact)) as Contact
    const mine = byOrder.get(known.id) ?? []
    return {
      known,
      order,
      before,
      mine,
      lines: linesDiffer(mine, order),
      address: addressDiffers(before, order.contact),
      note: before.buyerNote !== order.contact.buyerNote,
    }
  })
  await writeFacts(ctx, page, changes)
  await writeLines(
    ctx,
    page,
    seen.filter((s) => !s.known.departed),
  )
  const moved = seen.filter(
    (s) => s.address || JSON.stringify(s.before.buyer) !== JSON.stringify(s.order.contact.buyer),
  )
  const stale = moved.flatMap((s) => searchTokens(crypt, s.before).map((token) => ({ token, id: s.known.id })))
  await ctx.sql(
    `delete from order_search s using unnest($2::bigint[], $3::uuid[]) as d(token, id)
      where s.tenant_id = $1 and s.token = d.token and s.order_id = d.id`,
    [stale.map((t) => t.token), stale.map((t) => t.id)],
  )
  await inTurn(ctx, [
    () =>
      readySearch(
        crypt,
        moved.map((s) => [s.known.id, s.order] as const),
      ),
    () =>
      readyPayloads(
        ctx,
        crypt,
        page,
        changes.map((c) => [c.known.id, c.order] as const),
      ),
  ])
  await countOrders(ctx, changes.flatMap(recount))
  await follow(ctx, page, seen)
}

type Seen = Change & { lines: boolean; address: boolean; note: boolean }

/** What the change means for our own work. */
async function follow(ctx: Context, page: Page, seen: readonly Seen[]): Promise<void> {
  const working = (s: Seen) => inWork.includes(s.known.state)
  const open = (s: Seen) => beforeShipped.includes(s.known.state)
  // Of an order that has left in part the channel says `shipped` after our own first parcel: the rest is still ours to send.
  const untouched = (s: Seen) => open(s) && !s.known.departed
  const cancelled = seen.filter((s) => s.order.status === 'cancelled' && untouched(s))
  const elsewhere = seen.filter((s) => (s.order.status === 'shipped' || s.order.status === 'delivered') && untouched(s))
  const alive = seen.filter((s) => open(s) && !cancelled.includes(s) && !elsewhere.includes(s))
  const relined = alive.filter((s) => s.lines && working(s) && !s.known.departed)
  const recalled = alive.filter((s) => s.known.departed && (s.lines || s.order.status === 'cancelled'))
  const readdressed = alive.filter((s) => s.address && working(s))
  const renoted = alive.filter((s) => s.note && working(s))
  const refunded = alive.filter((s) => s.order.refunded > s.known.refunded_minor && working(s))
  const signed = seen.filter(
    (s) => s.order.status === 'delivered' && s.known.state !== 'delivered' && s.known.state !== 'cancelled',
  )
  const tooLate = seen.filter(
    (s) =>
      s.order.status === 'cancelled' &&
      (s.known.departed || s.known.state === 'shipped' || s.known.state === 'delivered'),
  )

  await stopWork(ctx, idsOf([...cancelled, ...elsewhere, ...relined]))
  await blockWork(ctx, idsOf([...recalled, ...refunded]), 'refund_requested')
  // Goods for two addresses cannot share a parcel; the other orders in it go on.
  await leaveSiblings(ctx, idsOf(readdressed.filter((s) => !relined.includes(s))), 'own')
  await blockWork(ctx, idsOf(readdressed.filter((s) => !relined.includes(s))), 'address_changed')
  await blockWork(ctx, idsOf(renoted.filter((s) => !relined.includes(s))), 'note_changed')
  const move = (list: readonly Seen[], to: OrderState, reason: string): Move[] =>
    list.map((s) => ({ orderId: s.known.id, from: s.known.state, to, reason }))
  await moveOrders(ctx, [
    ...move(cancelled, 'cancelled', 'channel'),
    ...move(elsewhere, 'shipped', 'shipped_elsewhere'),
    ...move(relined, 'pending_review', 'lines_changed'),
  ])
  const delivered = await moveOrders(
    ctx,
    signed.map((s) => ({ orderId: s.known.id, from: 'shipped', to: 'delivered', reason: 'channel' })),
  )
  await deliverParcels(ctx, [...delivered])
  await flag(ctx, 'shipped_elsewhere = true', elsewhere)
  await flag(
    ctx,
    "refund_status = case when o.refund_status = 'none' then 'requested' else o.refund_status end",
    tooLate,
  )
  await dropAllHolds(ctx, idsOf([...cancelled, ...elsewhere]), 'channel')
  const cured = await rehold(ctx, page, alive, relined, readdressed)
  await putHolds(
    ctx,
    [...new Set([...recalled, ...refunded])].map((s) => ({
      orderId: s.known.id,
      code: 'refund_requested',
      owner: 'intake',
    })),
  )
  // By now every hold that is to stop something is there.
  if (cured > 0) await unblockWork(ctx, idsOf(alive))
  const listed = await blacklisted(
    ctx,
    alive.filter((s) => s.address).map((s) => ({ id: s.known.id, order: s.order })),
  )
  await putHolds(
    ctx,
    listed.map((h) => ({ ...h, owner: 'intake' })),
  )
  await logEvents(
    ctx,
    seen.map(
      (s): Activity => ({
        orderId: s.known.id,
        kind: 'channel',
        data: { status: s.order.status, lines: s.lines, address: s.address, note: s.note },
      }),
    ),
  )
  if (cancelled.length > 0) ctx.emit(ordersCancelled(idsOf(cancelled)))
  if (elsewhere.length > 0) ctx.emit(ordersShipped(idsOf(elsewhere)))
  if (delivered.size > 0) ctx.emit(ordersDelivered([...delivered]))
}

/** The payload's own holds follow the payload; holds of persons and rules stay. Answers how many were cured. */
async function rehold(
  ctx: Context,
  page: Page,
  alive: readonly Seen[],
  relined: readonly Seen[],
  readdressed: readonly Seen[],
): Promise<number> {
  const drop: { orderId: string; code: HoldCode }[] = []
  const put: HoldChange[] = []
  for (const s of alive) {
    const unmapped = s.order.lines.some((l) => page.skuOf(l) === undefined)
    const paidNow = s.known.payment_status === 'unpaid' && isPaid(s.order)
    const now = holdsOf(s.order, unmapped, paidNow ? page.reviewWaitMinutes : 0)
    const keepsWaiting = s.known.payment_status === 'paid'
    for (const code of intakeHolds) {
      if (code === 'review_wait' && keepsWaiting) continue
      if (!now.some((h) => h.code === code)) drop.push({ orderId: s.known.id, code })
    }
    // Paid stays paid: an older status in a newer payload does not take the money back.
    for (const h of now)
      if (h.code !== 'unpaid' || s.known.payment_status === 'unpaid')
        put.push({ orderId: s.known.id, owner: 'intake', ...h })
  }
  for (const s of relined) put.push({ orderId: s.known.id, code: 'manual', note: 'lines_changed', owner: 'intake' })
  for (const s of readdressed) put.push({ orderId: s.known.id, code: 'address_changed', owner: 'intake' })
  const cured = await dropHolds(ctx, drop, { reason: 'channel' })
  await putHolds(ctx, put)
  return cured
}

async function writeFacts(ctx: Context, page: Page, changes: readonly Change[]): Promise<void> {
  const crypt = await ctx.crypt()
  const all = <T>(pick: (c: Change) => T) => changes.map(pick)
  const sums = changes.map(sumsOf)
  await ctx.sql(
    `update orders o set payment_status = case when u.paid then 'paid' else o.payment_status end, units = u.units, line_count = u.line_count,
            goods_minor = u.goods, discount_minor = u.discount, freight_minor = u.freight, total_minor = u.total, 
            paid_minor = case when u.paid then u.paid_minor else greatest(o.paid_minor, u.paid_minor) end,
            refunded_minor = greatest(o.refunded_minor, u.refunded), refund_status = case when u.refunded > 0 then 'refunded' else o.refund_status end,
            currency = u.currency, ordered_at = u.ordered_at, paid_at = coalesce(u.paid_at, o.paid_at), promised_ship_at = u.promised,
            channel_modified_at = u.modified, payload_hash = u.hash, contact = u.contact, contact_masked = u.masked,
            has_buyer_note = u.has_note, merge_key = u.merge_key, address_key = u.address_key, country = u.country, province = u.province, city = u.city, updated_at = $2, version = o.version + 1
       from unnest($3::uuid[], $4::boolean[], $5::int[], $6::int[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[],
                   $12::text[], $13::timestamptz[], $14::timestamptz[], $15::timestamptz[], $16::timestamptz[], $17::bytea[], $18::bytea[],
                   $19::jsonb[], $20::boolean[], $21::text[], $22::text[], $23::text[], $25::bigint[], $26::bigint[], $27::bigint[])
         as u(id, paid, units, line_count, goods, discount, freight, total, paid_minor, currency, ordered_at, paid_at, promised, modified,
              hash, contact, masked, has_note, country, province, city, refunded, merge_key, address_key)
      where o.tenant_id = $1 and o.id = u.id and o.shop_id = $24`,
    [
      ctx.now,
      all((c) => c.known.id),
      all((c) => isPaid(c.order)),
      sums.map((s) => s.units),
      sums.map((s) => s.lineCount),
      sums.map((s) => s.goods),
      sums.map((s) => s.discount),
      sums.map((s) => s.freight),
      sums.map((s) => s.total),
      all((c) => c.order.paid),
      sums.map((s) => s.currency),
      all((c) => c.order.orderedAt),
      all((c) => c.order.paidAt),
      all((c) => c.order.promisedShipAt),
      all((c) => c.order.modifiedAt),
      all((c) => c.order.hash),
      all((c) => crypt.seal(contactAad(c.known.id), JSON.stringify(c.order.contact))),
      all((c) => JSON.stringify(maskContact(c.order.contact))),
      all((c) => c.order.contact.buyerNote !== ''),
      all((c) => c.order.contact.address.country),
      all((c) => c.order.contact.address.province),
      all((c) => c.order.contact.address.city),
      page.shopId,
      all((c) => c.order.refunded),
      all((c) => mergeKey(crypt, c.order.contact)),
      all((c) => addressKey(crypt, c.order.contact)),
    ],
  )
}

/** Lines match by the channel's line number; one that is gone keeps its row with quantity 0. */
async function writeLines(
  ctx: Context,
  page: Page,
  changes: readonly (Change & { mine: readonly Line[] })[],
): Promise<void> {
  const rows = changes.flatMap(({ known, order, mine }) => {
    const before = new Set(mine.map((l) => l.channel_line_no))
    const after = new Set(order.lines.map((l) => l.channelLineNo))
    let last = Math.max(0, ...mine.map((l) => l.line_no))
    // What we gave is no line of the channel's: it stays, whatever becomes of the others.
    const gone = mine.filter((m) => m.kind === 'ordered' && !after.has(m.channel_line_no))
    // A line that is there keeps its place, whatever stands here.
    const there = order.lines.map((l) => ({
      ...l,
      orderId: known.id,
      no: before.has(l.channelLineNo) ? last : ++last,
    }))
    const none = {
      quantity: 0,
      goods: 0n,
      discount: 0n,
      freight: 0n,
      sellerSku: '',
      skuKey: '',
      itemKey: '',
      title: '',
      unitPrice: '0',
    }
    return [
      ...there,
      ...gone.map((g) => ({ ...none, channelLineNo: g.channel_line_no, orderId: known.id, no: g.line_no })),
    ]
  })
  await insertMany(
    ctx,
    'order_lines',
    {
      id: ['uuid', rows.map(() => newId())],
      order_id: ['uuid', rows.map((r) => r.orderId)],
      line_no: ['int', rows.map((r) => r.no)],
      channel_line_no: ['text', rows.map((r) => r.channelLineNo)],
      seller_sku: ['text', rows.map((r) => r.sellerSku)],
      sku_key: ['text', rows.map((r) => r.skuKey)],
      item_key: ['text', rows.map((r) => r.itemKey)],
      sku_id: ['uuid', rows.map((r) => page.skuOf(r) ?? null)],
      title: ['text', rows.map((r) => r.title)],
      quantity: ['int', rows.map((r) => r.quantity)],
      unit_price: ['numeric', rows.map((r) => r.unitPrice)],
      goods_minor: ['bigint', rows.map((r) => r.goods)],
      discount_minor: ['bigint', rows.map((r) => r.discount)],
      freight_minor: ['bigint', rows.map((r) => r.freight)],
    },
    // A removed line keeps what it was; only its quantity and amounts become nothing.
    `on conflict (tenant_id, order_id, channel_line_no) do update set quantity = excluded.quantity, goods_minor = excluded.goods_minor,
       discount_minor = excluded.discount_minor, freight_minor = excluded.freight_minor,
       seller_sku = case when excluded.quantity > 0 then excluded.seller_sku else order_lines.seller_sku end,
       sku_key = case when excluded.quantity > 0 then excluded.sku_key else order_lines.sku_key end,
       item_key = case when excluded.quantity > 0 then excluded.item_key else order_lines.item_key end,
       sku_id = case when excluded.quantity > 0 then coalesce(excluded.sku_id, case when order_lines.sku_key = excluded.sku_key then order_lines.sku_id end) else order_lines.sku_id end,
       title = case when excluded.quantity > 0 then excluded.title else order_lines.title end,
       unit_price = case when excluded.quantity > 0 then excluded.unit_price else order_lines.unit_price end`,
  )
}

/** Counters: the amounts as they were go out, as they are come in, in the state the order has before it moves. */
function recount({ known, order }: Change): Counted[] {
  const sums = sumsOf({ known, order })
  const now = {
    shop_id: known.shop_id,
    currency: sums.currency,
    units: sums.units,
    goods_minor: sums.goods,
    discount_minor: sums.discount,
    freight_minor: sums.freight,
    ordered_at: order.orderedAt,
  }
  return [
    { ...known, sign: -1 },
    { ...now, state: known.state, sign: 1 },
  ]
}

async function flag(ctx: Context, assignment: string, list: readonly Seen[]): Promise<void> {
  if (list.length === 0) return
  await ctx.sql(`update orders o set ${assignment} where o.tenant_id = $1 and o.id = any($2::uuid[])`, [idsOf(list)])
}

function linesDiffer(mine: readonly Line[], order: NormalOrder): boolean {
  const key = (no: string, sku: string, quantity: number) => `${no}\0${sku}\0${quantity}`
  const before = new Set(
    mine
      .filter((l) => l.quantity > 0 && l.kind === 'ordered')
      .map((l) => key(l.channel_line_no, l.sku_key, l.quantity)),
  )
  const after = order.lines.map((l) => key(l.channelLineNo, l.skuKey, l.quantity))
  return before.size !== after.length || after.some((k) => !before.has(k))
}

function addressDiffers(before: Contact, after: Contact): boolean {
  return JSON.stringify(before.address) !== JSON.stringify(after.address)
}

function idsOf(list: readonly Seen[]): string[] {
  return list.map((s) => s.known.id)
}
