import { fromMinor } from '@/lib/kernel/money'
import { businessDay } from '@/lib/kernel/time'
import { buyerNotes, chinesePerson, type Person, westernPerson } from '@/prisma/seed/buyers'
import { dayWeights, demoZone, later, momentOf } from '@/prisma/seed/calendar'
import { Dice } from '@/prisma/seed/random'
import { type DemoSku, demoSkus } from '@/prisma/seed/skus'

export const demoShops = [
  { code: 'tmall', name: '商队天猫旗舰店', channel: 'taobao', currency: 'CNY', timeZone: 'Asia/Shanghai', share: 0.55 },
  {
    code: 'pinduoduo',
    name: '商队拼多多专营店',
    channel: 'pinduoduo',
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    share: 0.3,
  },
  {
    code: 'amazon',
    name: 'Caravan Tea & Home (Amazon US)',
    channel: 'amazon',
    currency: 'USD',
    timeZone: 'America/Los_Angeles',
    share: 0.15,
  },
] as const

/** What becomes of an order that arrives while the company works with us; history is over when it comes. */
export type Fate =
  | 'history'
  | 'work'
  | 'new'
  | 'unpaid'
  | 'amount_mismatch'
  | 'address_incomplete'
  | 'unmapped_sku'
  | 'no_lines'
  | 'held'
  | 'held_approved'
  | 'contact'
  | 'contact_approved'
  | 'invalid'
  | 'cancelled_early'
  | 'cancelled_late'
  | 'cancelled_by_channel'
  | 'readdressed'

export type Incoming = {
  channelOrderNo: string
  status: 'unpaid' | 'paid' | 'shipped' | 'delivered' | 'cancelled'
  createdAt: string
  paidAt: string | null
  modifiedAt: string
  promisedShipAt: string | null
  currency: string
  buyer: Person['buyer']
  address: Person['address']
  lines: {
    channelLineNo: string
    sellerSku: string
    title: string
    quantity: number
    unitPrice: string
    discount: string
  }[]
  shippingFee: string
  discount: string
  total: string
  paid: string
  buyerNote?: string
}

export type DemoOrder = {
  readonly shopCode: string
  readonly createdAt: Date
  readonly fate: Fate
  readonly incoming: Incoming
}

const fates: readonly (readonly [Fate, number])[] = [
  ['work', 74],
  ['contact', 4],
  ['contact_approved', 3],
  ['invalid', 2.5],
  ['cancelled_early', 2],
  ['cancelled_late', 2],
  ['cancelled_by_channel', 1.5],
  ['unpaid', 2.5],
  ['amount_mismatch', 1.5],
  ['address_incomplete', 1.5],
  ['unmapped_sku', 1.5],
  ['no_lines', 0.5],
  ['held', 1.2],
  ['held_approved', 1.2],
  ['readdressed', 1.2],
]

/** The orders of the last ninety days, oldest first; those since `joined` are live. The same anchor gives the same orders. */
export function makeOrders(count: number, anchor: Date, joined: Date): DemoOrder[] {
  const dice = new Dice(88_000_613)
  const days = dayWeights(anchor)
  const weights = days.map((d) => d.weight)
  const moments: Date[] = []
  while (moments.length < count) {
    const moment = momentOf(dice, days[dice.weighted(weights)]?.day ?? '', anchor)
    if (moment) moments.push(moment)
  }
  moments.sort((a, b) => a.getTime() - b.getTime())
  const regulars: Record<string, Person[]> = { CNY: [], USD: [] }
  return moments.map((createdAt) => makeOrder(dice, createdAt, { anchor, joined }, regulars))
}

function makeOrder(
  dice: Dice,
  createdAt: Date,
  { anchor, joined }: { anchor: Date; joined: Date },
  regulars: Record<string, Person[]>,
): DemoOrder {
  const shop = demoShops[dice.weighted(demoShops.map((s) => s.share))] ?? demoShops[0]
  const abroad = shop.currency === 'USD'
  const known = regulars[shop.currency] ?? []
  const person =
    known.length > 20 && dice.chance(0.18) ? dice.pick(known) : abroad ? westernPerson(dice) : chinesePerson(dice)
  known.push(person)
  const fate =
    createdAt < joined
      ? 'history'
      : later(createdAt, 9) > anchor && dice.chance(0.8)
        ? 'new'
        : (fates[dice.weighted(fates.map(([, w]) => w))]?.[0] ?? 'work')
  const paidAt = fate === 'unpaid' ? null : later(createdAt, dice.whole(15, 900) / 3600)
  const ended = fate === 'history' ? endOf(dice, createdAt, joined) : undefined
  const incoming = withFault(dice, fate, {
    channelOrderNo: numberOf(dice, shop.code, createdAt),
    status: ended?.status ?? (paidAt ? 'paid' : 'unpaid'),
    createdAt: createdAt.toISOString(),
    paidAt: paidAt?.toISOString() ?? null,
    modifiedAt: (ended?.at ?? paidAt ?? createdAt).toISOString(),
    promisedShipAt: paidAt && later(paidAt, abroad ? 72 : 48).toISOString(),
    currency: shop.currency,
    ...person,
    ...basket(dice, shop.currency),
    ...(dice.chance(0.06) && !abroad && { buyerNote: dice.pick(buyerNotes) }),
  })
  if (!paidAt) incoming.paid = '0'
  return { shopCode: shop.code, createdAt, fate, incoming }
}

/** How an order stood when the company moved in: most long delivered, the latest still on their way. */
function endOf(dice: Dice, createdAt: Date, joined: Date): { status: Incoming['status']; at: Date } {
  if (dice.chance(0.045)) return { status: 'cancelled', at: earlier(later(createdAt, dice.whole(1, 30)), joined) }
  const delivered = later(createdAt, dice.whole(40, 130))
  if (delivered < joined) return { status: 'delivered', at: delivered }
  return { status: 'shipped', at: earlier(later(createdAt, dice.whole(4, 30)), joined) }
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b
}

function basket(dice: Dice, currency: string) {
  const weights = demoSkus.map((s) => s.popularity)
  const chosen = new Set<DemoSku>()
  const size = [1, 2, 3][dice.weighted([70, 22, 8])] ?? 1
  while (chosen.size < size) chosen.add(demoSkus[dice.weighted(weights)] as DemoSku)
  const usd = currency === 'USD'
  const lines = [...chosen].map((sku, i) => {
    const price = usd ? sku.priceUsd : sku.price
    const quantity = [1, 2, 3, 6][dice.weighted([82, 12, 4, 2])] ?? 1
    const discount = dice.chance(0.2) ? Math.round((price * quantity * dice.whole(5, 15)) / 100) : 0
    return { sku, price, quantity, discount, no: String(i + 1) }
  })
  const goods = lines.reduce((sum, l) => sum + l.price * l.quantity - l.discount, 0)
  // 满 200 减 20
  const discount = !usd && goods >= 20_000 && dice.chance(0.6) ? 2000 : 0
  const freight = usd ? (goods < 3500 ? 499 : 0) : goods < 5900 ? 800 : 0
  const money = (minor: number) => fromMinor(BigInt(minor), currency)
  const total = money(goods - discount + freight)
  return {
    lines: lines.map(({ sku, price, quantity, discount: own, no }) => ({
      channelLineNo: no,
      sellerSku: sku.code,
      title: usd ? sku.nameEn : sku.name,
      quantity,
      unitPrice: money(price),
      discount: money(own),
    })),
    shippingFee: money(freight),
    discount: money(discount),
    total,
    paid: total,
  }
}

/** What makes intake put a hold on the order. */
function withFault(dice: Dice, fate: Fate, order: Incoming): Incoming {
  if (fate === 'amount_mismatch')
    return { ...order, total: `${Number.parseInt(order.total, 10) + dice.whole(1, 9)}.00` }
  if (fate === 'address_incomplete') return { ...order, address: { ...order.address, phone: '', line1: '' } }
  if (fate === 'unmapped_sku')
    return { ...order, lines: order.lines.map((l, i) => (i === 0 ? { ...l, sellerSku: `PRE-${dice.digits(4)}` } : l)) }
  if (fate === 'no_lines') return { ...order, lines: [], discount: '0', shippingFee: '0', total: '0', paid: '0' }
  return order
}

/** Numbers as the channels write them. */
function numberOf(dice: Dice, shop: string, at: Date): string {
  if (shop === 'amazon') return `11${dice.whole(1, 4)}-${dice.digits(7)}-${dice.digits(7)}`
  if (shop === 'pinduoduo') return `${businessDay(at, demoZone).slice(2).replaceAll('-', '')}-${dice.digits(15)}`
  return `2${dice.digits(18)}`
}
