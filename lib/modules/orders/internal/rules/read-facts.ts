import { fromMinor } from '@/lib/kernel/money'
import { skusByCode } from '@/lib/modules/catalog/resolve-skus'
import { contactAad } from '@/lib/modules/orders/internal/create-orders'
import { buyerFacts } from '@/lib/modules/orders/internal/rules/buyer-facts'
import { goodsFacts } from '@/lib/modules/orders/internal/rules/goods-facts'
import { marginFacts } from '@/lib/modules/orders/internal/rules/margin-facts'
import type { OrderFactsRow, ReadOrder } from '@/lib/modules/orders/internal/rules/read-order'
import type { Contact } from '@/lib/modules/orders/schema'
import type { HoldCode, OrderState } from '@/lib/modules/orders/states'
import { keyOf } from '@/lib/modules/rules/fields'
import type { Facts } from '@/lib/modules/rules/schema'
import type { Asked } from '@/lib/modules/rules/used-fields'
import type { Context } from '@/lib/platform/door/context'

export type HeldBy = { code: HoldCode; until: Date | null }

/** A SKU that a rule gives; an archived one can no longer be given. */
export type Gift = { id: string; active: boolean }

/** One order as rules see it. */
export type RuledOrder = {
  id: string
  number: string
  state: OrderState
  version: number
  urgent: boolean
  flag: string
  /** Keys of the tags it has, where a rule asks for them. */
  tags: readonly string[]
  /** Ids of the SKUs that it has been given, and what the keys mean that rules give, old codes too, where a rule gives anything. */
  gifts: { had: readonly string[]; known: ReadonlyMap<string, Gift> }
  holds: readonly HeldBy[]
  facts: Facts
}

/**
 * The facts that rules ask for, of many orders at once and in the sequence of the ids: a handful of statements whatever the number of
 * orders and rules, and none for a field that no rule names. `entry`: as the orders were when they came in.
 */
export async function readFacts(
  ctx: Context,
  orderIds: readonly string[],
  { fields, words, tags: tagged, gifts: given }: Asked,
  as: 'now' | 'entry',
): Promise<RuledOrder[]> {
  if (orderIds.length === 0) return []
  const buyer = fields.has('ordersBefore') || fields.has('cancelledBefore') || fields.has('sameGoodsHours')
  const orders = await readRows(ctx, orderIds, fields.has('note') || buyer)
  const holds = await holdsOf(ctx, orderIds, as)
  // Tags and flags are put by people later; an order comes in without.
  const tags = tagged && as === 'now' ? await tagsOf(ctx, orderIds) : new Map<string, string[]>()
  const known = given.length > 0 ? await giftable(ctx, given) : new Map<string, Gift>()
  const had = given.length > 0 && as === 'now' ? await giftsOf(ctx, orderIds) : new Map<string, string[]>()
  const goods = await goodsFacts(ctx, orderIds, fields)
  const margins = fields.has('margin') ? await marginFacts(ctx, orders) : new Map<string, Facts>()
  const before = buyer ? await buyerFacts(ctx, orders, fields.has('sameGoodsHours')) : new Map<string, Facts>()
  return orders.map((order) => {
    const at = as === 'entry' ? order.created_at : ctx.now
    const held = holds.get(order.id) ?? []
    const marks = { tag: tags.get(order.id) ?? [], flag: as === 'now' ? order.flag : '' }
    const own = { ...orderFacts(order, at, held, as === 'now' && order.urgent), ...marks }
    const all = {
      ...own,
      ...goods.get(order.id),
      ...margins.get(order.id),
      ...before.get(order.id),
      note: wordsIn(order, words),
    }
    const asked = Object.entries(all).filter(([name]) => (fields as ReadonlySet<string>).has(name))
    const { id, number, state, version, urgent } = order
    const facts: Facts = Object.fromEntries(asked)
    return {
      id,
      number,
      state,
      version,
      urgent,
      flag: marks.flag,
      tags: marks.tag,
      gifts: { had: had.get(id) ?? [], known },
      holds: held,
      facts,
    }
  })
}

async function readRows(ctx: Context, orderIds: readonly string[], personal: boolean): Promise<ReadOrder[]> {
  const rows = await ctx.sql<OrderFactsRow>(
    `select o.id, o.number, o.state, o.version, o.urgent, o.flag, o.risk_score, o.presale, o.has_buyer_note, s.code as shop, s.channel, o.currency,
            o.country, o.province, o.city, o.units, o.line_count, o.total_minor, o.discount_minor, o.freight_minor,
            o.ordered_at, o.created_at, o.paid_at, o.promised_ship_at, case when $3::boolean then o.contact end as contact
       from unnest($2::uuid[]) with ordinality as k(id, place)
       join orders o on o.tenant_id = $1 and o.id = k.id join shops s on s.tenant_id = $1 and s.id = o.shop_id
      order by k.place`,
    [orderIds, personal],
    'rules-orders',
  )
  const crypt = await ctx.crypt()
  return rows.map((row) => ({
    ...row,
    person: row.contact ? (JSON.parse(crypt.open(contactAad(row.id), row.contact)) as Contact) : undefined,
  }))
}

function orderFacts(order: ReadOrder, at: Date, holds: readonly HeldBy[], urgent: boolean): Facts {
  const money = (minor: bigint) => fromMinor(minor, order.currency)
  const hours = (from: Date, to: Date) => ((to.getTime() - from.getTime()) / 3_600_000).toFixed(2)
  return {
    channel: keyOf('channel', order.channel),
    shop: keyOf('shop', order.shop),
    currency: keyOf('currency', order.currency),
    total: money(order.total_minor),
    discount: money(order.discount_minor),
    shippingFee: money(order.freight_minor),
    country: keyOf('country', order.country),
    province: keyOf('province', order.province),
    city: keyOf('city', order.city),
    units: String(order.units),
    lines: String(order.line_count),
    hasNote: order.has_buyer_note,
    addressIncomplete: holds.some(({ code }) => code === 'address_incomplete'),
    hold: holds.map(({ code }) => code),
    urgent,
    riskScore: order.risk_score === null ? null : String(order.risk_score),
    presale: order.presale,
    minutesSincePaid: order.paid_at
      ? String(Math.max(0, Math.floor((at.getTime() - order.paid_at.getTime()) / 60_000)))
      : null,
    hoursToShipBy: order.promised_ship_at ? hours(at, order.promised_ship_at) : null,
  }
}

async function tagsOf(ctx: Context, orderIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await ctx.sql<{ order_id: string; keys: string[] }>(
    `select x.order_id, array_agg(g.name_key order by g.name_key) as keys
       from order_tags x join tags g on g.tenant_id = $1 and g.id = x.tag_id
      where x.tenant_id = $1 and x.order_id = any($2::uuid[]) group by x.order_id`,
    [orderIds],
    'rules-tags',
  )
  return new Map(rows.map((row) => [row.order_id, row.keys]))
}

async function giftable(ctx: Context, keys: readonly string[]): Promise<ReadonlyMap<string, Gift>> {
  const skus = await skusByCode(ctx, keys)
  return new Map([...skus].map(([key, { id, status }]) => [key, { id, active: status === 'active' }]))
}

async function giftsOf(ctx: Context, orderIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await ctx.sql<{ order_id: string; ids: string[] }>(
    `select order_id, array_agg(distinct sku_id) as ids from order_lines
      where tenant_id = $1 and order_id = any($2::uuid[]) and kind = 'gift' and quantity > 0 and sku_id is not null group by order_id`,
    [orderIds],
    'rules-gifts',
  )
  return new Map(rows.map((row) => [row.order_id, row.ids]))
}

/** Of the words that rules look for, those that the note has: never the note. */
function wordsIn(order: ReadOrder, words: readonly string[]): string[] {
  if (words.length === 0 || !order.person) return []
  const note = keyOf('note', order.person.buyerNote)
  return words.filter((word) => note.includes(word))
}

/** On entry: those there are or were, less those that somebody put later. */
async function holdsOf(ctx: Context, orderIds: readonly string[], as: 'now' | 'entry'): Promise<Map<string, HeldBy[]>> {
  const rows = await ctx.sql<{ order_id: string; code: HoldCode; until: Date | null }>(
    as === 'now'
      ? `select order_id, code, until from order_holds where tenant_id = $1 and order_id = any($2::uuid[]) order by order_id, code`
      : `select distinct x.order_id, x.code, null::timestamptz as until from (
           select h.order_id, h.code from order_holds h where h.tenant_id = $1 and h.order_id = any($2::uuid[])
           union select e.order_id, e.data ->> 'code' from order_events e
             where e.tenant_id = $1 and e.order_id = any($2::uuid[]) and e.kind = 'release') x
         where x.code <> 'review_wait' and not exists (
           select 1 from order_events p where p.tenant_id = $1 and p.order_id = x.order_id and p.kind = 'hold' and p.data ->> 'code' = x.code)
         order by x.order_id, x.code`,
    [orderIds],
    `rules-holds-${as}`,
  )
  const byOrder = new Map<string, HeldBy[]>()
  for (const { order_id, code, until } of rows)
    byOrder.set(order_id, [...(byOrder.get(order_id) ?? []), { code, until }])
  return byOrder
}
