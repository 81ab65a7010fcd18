import { newId } from '@/lib/kernel/ids'
import type { LineSku } from '@/lib/modules/orders/internal/line-skus'
import { byActor, countOrders } from '@/lib/modules/orders/internal/move-orders'
import {
  addressKey,
  holdsOf,
  maskContact,
  mergeKey,
  type NormalOrder,
  searchTokens,
} from '@/lib/modules/orders/internal/normalise-order'
import type { OrderState } from '@/lib/modules/orders/states'
import { type Column, inTurn, meanwhile, type Ready, readyFresh, readyInsert } from '@/lib/platform/db/bulk'
import { together } from '@/lib/platform/db/together'
import type { Context } from '@/lib/platform/door/context'
import { takeNumbers } from '@/lib/platform/numbers'
import type { TenantCrypt } from '@/lib/platform/tenant-crypt'

const partSize = 250

type Fresh = {
  order: NormalOrder
  id: string
  state: OrderState
  holds: ReturnType<typeof holdsOf>
  lines: { id: string; skuId: string | null }[]
}

/** An order that was over before we saw it enters in its end state, as history, without any stock effect. */
const entry: Record<NormalOrder['status'], OrderState> = {
  unpaid: 'pending_review',
  paid: 'pending_review',
  shipped: 'shipped',
  delivered: 'delivered',
  cancelled: 'cancelled',
}

export type Page = { shopId: string; source: string; skuOf: LineSku; reviewWaitMinutes: number }

/**
 * Writes orders never seen before, a handful of statements for the whole page.
 * Answers the ids by channel number; one that is missing was inserted by somebody else in this very moment.
 */
export async function createOrders(
  ctx: Context,
  page: Page,
  orders: readonly NormalOrder[],
): Promise<Map<string, string>> {
  if (orders.length === 0) return new Map()
  const crypt = await ctx.crypt()
  const drafts = orders.map((order) => draft(ctx, page, order))
  const [rows, sent] = await sendOrders(ctx, crypt, page, drafts)
  const [last, lines] = await meanwhile(sent, () => readyLines(drafts))
  const inserted = new Set([...rows, ...last].map((r) => r.id))
  const fresh = drafts.filter((d) => inserted.has(d.id))
  const pairs = fresh.map((f) => [f.id, f.order] as const)
  await inTurn(ctx, [
    () => (fresh.length === drafts.length ? lines : readyLines(fresh)),
    // The longest to make ready behind the longest to write.
    () => readySearch(crypt, pairs, readyFresh),
    () => readyPayloads(ctx, crypt, page, pairs, readyFresh),
    () => readyEvents(ctx, page, fresh),
    () => readyHolds(ctx, fresh),
  ])
  await countOrders(
    ctx,
    fresh.map(({ order, state }) => ({
      shop_id: page.shopId,
      currency: order.currency,
      units: order.units,
      goods_minor: order.goods,
      discount_minor: order.discount,
      freight_minor: order.freight,
      ordered_at: order.orderedAt,
      state,
      sign: 1,
    })),
  )
  return new Map(fresh.map((f) => [f.order.channelOrderNo, f.id]))
}

/** Part by part, so that the database has work while the next part is made ready; the last one is still under way. */
async function sendOrders(ctx: Context, crypt: TenantCrypt, page: Page, drafts: readonly Fresh[]) {
  const tail = 'on conflict (tenant_id, shop_id, channel_order_no) do nothing returning id'
  const taking = takeNumbers(ctx, 'SO', drafts.length)
  const rows: { id: string }[] = []
  let sent: Promise<{ id: string }[]> = Promise.resolve([])
  for (let from = 0; from < drafts.length; from += partSize) {
    const part = drafts.slice(from, from + partSize)
    const columns = () => orderColumns(ctx, crypt, page, part)
    const [[numbers, before], made] = await meanwhile(together([taking, sent]), columns)
    rows.push(...before)
    const number: Column = ['text', numbers.slice(from, from + partSize)]
    sent = readyInsert<{ id: string }>('orders', { ...made, number }, tail)(ctx)
  }
  return [rows, sent] as const
}

function draft(ctx: Context, page: Page, order: NormalOrder): Fresh {
  const state = entry[order.status]
  const lines = order.lines.map((l) => ({ id: newId(), skuId: page.skuOf(l) ?? null }))
  const unmapped = lines.some((l) => l.skuId === null)
  const open = state === 'pending_review'
  const holds = open ? holdsOf(order, unmapped, page.reviewWaitMinutes) : []
  if (open && ctx.tenant.settings.financeReview) holds.push({ code: 'finance_review', until: null })
  return { order, id: newId(), state, holds, lines }
}

/** All of an order's row but its number. */
function orderColumns(ctx: Context, crypt: TenantCrypt, page: Page, drafts: readonly Fresh[]): Record<string, Column> {
  const all = <T>(pick: (d: Fresh) => T) => drafts.map(pick)
  return {
    id: ['uuid', all((d) => d.id)],
    shop_id: ['uuid', all(() => page.shopId)],
    channel_order_no: ['text', all((d) => d.order.channelOrderNo)],
    state: ['text', all((d) => d.state)],
    origin: ['text', all((d) => (d.state === 'pending_review' ? 'live' : 'history'))],
    payment_status: ['text', all((d) => (isPaid(d.order) ? 'paid' : 'unpaid'))],
    hold_count: ['int', all((d) => d.holds.length)],
    has_buyer_note: ['boolean', all((d) => d.order.contact.buyerNote !== '')],
    currency: ['text', all((d) => d.order.currency)],
    units: ['int', all((d) => d.order.units)],
    line_count: ['int', all((d) => d.order.lines.length)],
    goods_minor: ['bigint', all((d) => d.order.goods)],
    discount_minor: ['bigint', all((d) => d.order.discount)],
    freight_minor: ['bigint', all((d) => d.order.freight)],
    total_minor: ['bigint', all((d) => d.order.total)],
    paid_minor: ['bigint', all((d) => d.order.paid)],
    refunded_minor: ['bigint', all((d) => d.order.refunded)],
    refund_status: ['text', all((d) => (d.order.refunded > 0n ? 'refunded' : 'none'))],
    ordered_at: ['timestamptz', all((d) => d.order.orderedAt)],
    paid_at: ['timestamptz', all((d) => d.order.paidAt)],
    promised_ship_at: ['timestamptz', all((d) => d.order.promisedShipAt)],
    channel_modified_at: ['timestamptz', all((d) => d.order.modifiedAt)],
    payload_hash: ['bytea', all((d) => d.order.hash)],
    contact: ['bytea', all((d) => crypt.seal(contactAad(d.id), JSON.stringify(d.order.contact)))],
    contact_masked: ['jsonb', all((d) => maskContact(d.order.contact))],
    merge_key: ['bigint', all((d) => mergeKey(crypt, d.order.contact))],
    address_key: ['bigint', all((d) => addressKey(crypt, d.order.contact))],
    country: ['text', all((d) => d.order.contact.address.country)],
    province: ['text', all((d) => d.order.contact.address.province)],
    city: ['text', all((d) => d.order.contact.address.city)],
    created_at: ['timestamptz', all(() => ctx.now)],
    updated_at: ['timestamptz', all(() => ctx.now)],
  }
}

/** A channel cancels what was never paid, too; everything further along was paid. */
export function isPaid(order: NormalOrder): boolean {
  return order.status === 'cancelled' ? order.paidAt !== null : order.status !== 'unpaid'
}

export function contactAad(orderId: string): string {
  return `orders|contact|${orderId}`
}

function readyLines(fresh: readonly Fresh[]): Ready {
  const lines = fresh.flatMap((f) =>
    f.order.lines.map((line, i) => ({
      ...line,
      orderId: f.id,
      no: i + 1,
      id: f.lines[i]?.id,
      skuId: f.lines[i]?.skuId ?? null,
    })),
  )
  return readyFresh('order_lines', {
    id: ['uuid', lines.map((l) => l.id)],
    order_id: ['uuid', lines.map((l) => l.orderId)],
    line_no: ['int', lines.map((l) => l.no)],
    channel_line_no: ['text', lines.map((l) => l.channelLineNo)],
    seller_sku: ['text', lines.map((l) => l.sellerSku)],
    sku_key: ['text', lines.map((l) => l.skuKey)],
    item_key: ['text', lines.map((l) => l.itemKey)],
    sku_id: ['uuid', lines.map((l) => l.skuId)],
    title: ['text', lines.map((l) => l.title)],
    quantity: ['int', lines.map((l) => l.quantity)],
    unit_price: ['numeric', lines.map((l) => l.unitPrice)],
    goods_minor: ['bigint', lines.map((l) => l.goods)],
    discount_minor: ['bigint', lines.map((l) => l.discount)],
    freight_minor: ['bigint', lines.map((l) => l.freight)],
  })
}

function readyHolds(ctx: Context, fresh: readonly Fresh[]): Ready {
  const holds = fresh.flatMap((f) => f.holds.map((h) => ({ ...h, orderId: f.id })))
  return readyFresh('order_holds', {
    order_id: ['uuid', holds.map((h) => h.orderId)],
    code: ['text', holds.map((h) => h.code)],
    since: ['timestamptz', holds.map(() => ctx.now)],
    until: ['timestamptz', holds.map((h) => h.until)],
    owner: ['text', holds.map(() => 'intake')],
  })
}

function readyEvents(ctx: Context, page: Page, fresh: readonly Fresh[]): Ready {
  return readyFresh('order_events', {
    order_id: ['uuid', fresh.map((f) => f.id)],
    seq: ['int', fresh.map(() => 1)],
    kind: ['text', fresh.map(() => 'state')],
    to_state: ['text', fresh.map((f) => f.state)],
    reason: ['text', fresh.map(() => page.source)],
    ...byActor(ctx, fresh.length),
  })
}

type WithId = readonly (readonly [id: string, order: NormalOrder])[]
type Insert = (table: string, columns: Readonly<Record<string, Column>>) => Ready

export function readySearch(crypt: TenantCrypt, orders: WithId, insert: Insert = readyInsert): Ready {
  const tokens = orders.flatMap(([id, order]) => searchTokens(crypt, order.contact).map((token) => ({ id, token })))
  return insert('order_search', {
    token: ['bigint', tokens.map((t) => t.token)],
    order_id: ['uuid', tokens.map((t) => t.id)],
  })
}

export function payloadAad(orderId: string, hash: Buffer): string {
  return `raw_orders|body|${orderId}|${hash.toString('hex')}`
}

/** The payload as received, sealed. Every version stays: what the channel once said can always be shown. */
export function readyPayloads(
  ctx: Context,
  crypt: TenantCrypt,
  page: Page,
  orders: WithId,
  insert: Insert = readyInsert,
): Ready {
  const rows = orders.map(([orderId, order]) => ({ orderId, order }))
  return insert('raw_orders', {
    shop_id: ['uuid', rows.map(() => page.shopId)],
    order_id: ['uuid', rows.map((r) => r.orderId)],
    channel_modified_at: ['timestamptz', rows.map((r) => r.order.modifiedAt)],
    payload_hash: ['bytea', rows.map((r) => r.order.hash)],
    body: ['bytea', rows.map((r) => crypt.seal(payloadAad(r.orderId, r.order.hash), JSON.stringify(r.order.raw)))],
    source: ['text', rows.map(() => page.source)],
    received_at: ['timestamptz', rows.map(() => ctx.now)],
  })
}
