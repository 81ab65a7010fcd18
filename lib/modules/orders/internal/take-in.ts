import { changeOrders, type Known } from '@/lib/modules/orders/internal/change-orders'
import { createOrders, type Page } from '@/lib/modules/orders/internal/create-orders'
import { flagPresale } from '@/lib/modules/orders/internal/flag-presale'
import { lineSkus } from '@/lib/modules/orders/internal/line-skus'
import { ordersBeside } from '@/lib/modules/orders/internal/lock-order'
import type { NormalOrder } from '@/lib/modules/orders/internal/normalise-order'
import { reviewWait } from '@/lib/modules/orders/internal/review-wait'
import { suspectOrders } from '@/lib/modules/orders/internal/suspect-orders'
import type { IngestOutcome } from '@/lib/modules/orders/schema'
import { sqlState } from '@/lib/platform/db/errors'
import { together } from '@/lib/platform/db/together'
import type { Context } from '@/lib/platform/door/context'

export type Taken =
  | { outcome: Exclude<IngestOutcome, 'rejected'>; orderId: string }
  | { outcome: 'rejected'; code: string }

type Shop = { shopId: string; source: string; closed: boolean }

/**
 * Takes a page in. A data error (SQLSTATE class 22 or 23) rolls the page back to its savepoint and halves it, down to the
 * guilty order, which alone is rejected. `orders` are sorted and unique by channel number.
 */
export async function takeIn(
  ctx: Context,
  shop: Shop,
  orders: readonly NormalOrder[],
  taken = new Map<string, Taken>(),
): Promise<Map<string, Taken>> {
  if (orders.length === 0) return taken
  const eventsBefore = ctx.events.length
  try {
    const [, page] = await together([ctx.control('savepoint page'), takePage(ctx, shop, orders)])
    await ctx.control('release savepoint page')
    for (const [no, result] of page) taken.set(no, result)
    return taken
  } catch (e) {
    if (!/^2[23]/.test(sqlState(e))) throw e
    await ctx.control('rollback to savepoint page')
    ctx.events.length = eventsBefore
    if (orders.length === 1) {
      const [guilty] = orders
      return guilty ? taken.set(guilty.channelOrderNo, { outcome: 'rejected', code: `database_${sqlState(e)}` }) : taken
    }
    const middle = orders.length >> 1
    await takeIn(ctx, shop, orders.slice(0, middle), taken)
    return takeIn(ctx, shop, orders.slice(middle), taken)
  }
}

async function takePage(ctx: Context, shop: Shop, orders: readonly NormalOrder[]): Promise<Map<string, Taken>> {
  const lines = orders.flatMap((o) => o.lines)
  const [skuOf, reviewWaitMinutes, locked] = await together([
    lineSkus(ctx, shop.shopId, lines),
    reviewWait(ctx, shop.shopId),
    lockKnown(ctx, shop.shopId, orders),
  ])
  const page: Page = { ...shop, skuOf, reviewWaitMinutes }
  const taken = new Map<string, Taken>()
  let open = [...orders]
  // A second round only where somebody else inserted the same order in this very moment: its row is visible by then.
  for (let round = 0; open.length > 0 && round < 3; round++) {
    const known = round === 0 ? locked : await lockKnown(ctx, page.shopId, open)
    const unknown = open.filter((o) => !known.has(o.channelOrderNo))
    // A closed shop goes on hearing of the orders it has; new ones are kept as rejects until it opens again.
    if (shop.closed)
      for (const order of unknown) taken.set(order.channelOrderNo, { outcome: 'rejected', code: 'closed' })
    const created = await createOrders(ctx, page, shop.closed ? [] : unknown)
    for (const [no, orderId] of created) taken.set(no, { outcome: 'created', orderId })
    await lookAtNew(ctx, page, unknown, created)
    const changes = []
    const touched: { id: string; modified: Date }[] = []
    for (const order of open) {
      const row = known.get(order.channelOrderNo)
      if (!row) continue
      const outcome = judge(row, order)
      taken.set(order.channelOrderNo, { outcome, orderId: row.id })
      if (outcome === 'updated') changes.push({ known: row, order })
      if (outcome === 'unchanged' && order.modifiedAt > row.channel_modified_at)
        touched.push({ id: row.id, modified: order.modifiedAt })
    }
    await changeOrders(ctx, page, changes)
    await touchModified(ctx, touched)
    open = open.filter((o) => !taken.has(o.channelOrderNo))
  }
  return taken
}

/** What the house itself does with orders it has never seen, before any rule or person. */
async function lookAtNew(
  ctx: Context,
  page: Page,
  orders: readonly NormalOrder[],
  created: ReadonlyMap<string, string>,
): Promise<void> {
  const open = orders.flatMap((order) => {
    const id = created.get(order.channelOrderNo)
    return id && (order.status === 'unpaid' || order.status === 'paid') ? [{ id, order }] : []
  })
  const ids = open.map((o) => o.id)
  await together([flagPresale(ctx, page.shopId, ids), suspectOrders(ctx, page, open)])
}

function judge(known: Known, order: NormalOrder): 'stale' | 'unchanged' | 'updated' {
  if (order.modifiedAt < known.channel_modified_at) return 'stale'
  return known.payload_hash.equals(order.hash) ? 'unchanged' : 'updated'
}

/**
 * Locks those of the page that are known, ids ascending. Each is looked up by itself, in the sequence of the one index that ends at the
 * number: a page is a few index probes, whatever the statistics say. Without a name: a plan kept from a shop's first pages, when any way
 * was as good, would read all its orders for each of the page until the table is looked over again.
 */
async function lockKnown(ctx: Context, shopId: string, orders: readonly NormalOrder[]): Promise<Map<string, Known>> {
  const found = await ctx.sql<{ id: string }>(
    `select o.id from unnest($3::text[]) as k(no) cross join lateral (
       select o.id from orders o where o.tenant_id = $1 and o.shop_id = $2 and o.channel_order_no between k.no and k.no
        order by o.channel_order_no limit 1) o`,
    [shopId, orders.map((o) => o.channelOrderNo)],
  )
  if (found.length === 0) return new Map()
  const ids = found.map((f) => f.id)
  // A change may make an order leave a parcel it shares: whose goods are in it too is locked in the same sequence.
  const beside = await ordersBeside(ctx, ids)
  const rows = await ctx.sql<Known>(
    `select id, channel_order_no, state, payment_status, payload_hash, channel_modified_at, paid_at, contact, shop_id, currency, units,
            line_count, refunded_minor, goods_minor, discount_minor, freight_minor, total_minor, ordered_at,
            (state in ('shipped', 'delivered') and origin = 'live' and not shipped_elsewhere)
              or (state in ('awaiting_shipment', 'awaiting_purchase') and exists (
                    select 1 from fulfilment_lines l join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id
                     where l.tenant_id = $1 and l.order_id = orders.id and f.state in ('shipped', 'delivered'))) as departed
       from orders where tenant_id = $1 and id = any($2::uuid[]) order by id for update`,
    [[...ids, ...beside]],
    'orders-lock-known',
  )
  // Those beside may be another shop's, under a number that this page speaks of as well.
  const asked = new Set(ids)
  return new Map(rows.flatMap((r) => (asked.has(r.id) ? [[r.channel_order_no, r] as const] : [])))
}

/** The same content at a later time: only the time is taken over, so that what lies between becomes stale. */
async function touchModified(ctx: Context, rows: readonly { id: string; modified: Date }[]): Promise<void> {
  if (rows.length === 0) return
  await ctx.sql(
    `update orders o set channel_modified_at = u.modified from unnest($2::uuid[], $3::timestamptz[]) as u(id, modified)
      where o.tenant_id = $1 and o.id = u.id`,
    [rows.map((r) => r.id), rows.map((r) => r.modified)],
  )
}
