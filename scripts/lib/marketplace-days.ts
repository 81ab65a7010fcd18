import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { chinesePerson, westernPerson } from '@/prisma/seed/buyers'
import type { Dice } from '@/prisma/seed/random'
import { type DemoSku, demoSkus } from '@/prisma/seed/skus'
import { putOrder } from '@/tests/simulators/shop'
import { decimal, type Listing, type SimOrder, totalOf, type World } from '@/tests/simulators/world'

export type Worlds = ReadonlyMap<string, World>

/** More orders than these wait for nobody: the oldest buyer loses patience. */
const mostWaiting = 24
/** Ended orders beyond these are forgotten by the marketplace. */
const mostKept = 300
const signedAfterMs = 20 * 60_000

const goods = [...demoSkus].sort((a, b) => b.popularity - a.popularity).slice(0, 24)
const abroad = ({ channel }: World) => channel === 'shopify'
const priceOf = (world: World, sku: DemoSku) => (abroad(world) ? sku.priceUsd : sku.price)

/** What the demo company sells most, listed in each shop. */
export function listGoods(worlds: Worlds): void {
  for (const world of worlds.values()) {
    const listings = goods.map((sku, i) => ({
      itemId: String(6001 + i),
      variationId: world.channel === 'taobao' ? '' : String(7001 + i * 10),
      ...{ sku: sku.code, title: abroad(world) ? sku.nameEn : sku.name, quantity: 20, price: priceOf(world, sku) },
    }))
    world.listings.splice(0, world.listings.length, ...listings)
  }
}

/** One thing happens on each marketplace at most, and over time everything that happens to orders. */
export function passMoment(worlds: Worlds, dice: Dice): void {
  const orders = [...worlds.values()].flatMap((world) => [...world.orders.values()].map((order) => ({ world, order })))
  const waiting = orders.filter(({ order }) => order.status === 'paid').sort(byAge)
  const [impatient] = waiting
  if (waiting.length >= mostWaiting && impatient) tell(impatient, { status: 'cancelled' })
  else buy(dice.pick([...worlds.values()]), dice)
  const regrets = waiting.filter(({ order }) => order.refunds.length === 0)
  if (dice.chance(0.06) && regrets.length > 0) {
    const asks = dice.pick(regrets)
    tell(asks, { refund: { amount: decimal(totalOf(asks.order)), reason: '不想要了', status: 'requested' } })
  }
  for (const one of orders)
    if (one.order.status === 'shipped' && one.world.now() - one.order.modifiedAt > signedAfterMs)
      tell(one, { status: 'delivered' })
  const ended = orders.filter(({ order }) => ['delivered', 'cancelled'].includes(order.status)).sort(byAge)
  for (const { world, order } of ended.slice(0, Math.max(0, ended.length - mostKept))) world.orders.delete(order.no)
}

type Placed = { world: World; order: SimOrder }
const byAge = (a: Placed, b: Placed) => a.order.createdAt - b.order.createdAt
const tell = ({ world, order }: Placed, change: Parameters<typeof putOrder>[1]) =>
  putOrder(world, { channelOrderNo: order.no, ...change })

function buy(world: World, dice: Dice): void {
  const { buyer, address } = abroad(world) ? westernPerson(dice) : chinesePerson(dice)
  const count = dice.chance(0.25) ? 2 : 1
  const first = dice.weighted(goods.map((sku) => sku.popularity))
  const lines = Array.from({ length: count }, (_, i) => {
    const sku = goods[(first + i * 5) % goods.length] as DemoSku
    return {
      ...{ sellerSku: sku.code, title: abroad(world) ? sku.nameEn : sku.name },
      ...{ quantity: dice.chance(0.2) ? 2 : 1, unitPrice: decimal(priceOf(world, sku)) },
    }
  })
  const { name, phone, country, province, city, district, line1, postcode } = address
  putOrder(world, {
    channelOrderNo: freshNumber(world),
    currency: abroad(world) ? 'USD' : 'CNY',
    lines,
    shippingFee: '0.00',
    discount: '0.00',
    buyer: { nick: name, ...(buyer.email && { email: buyer.email }) },
    address: { name, phone, country, province, city, district, line1, postcode },
  })
}

/** Never used before, also not by the sandbox of an earlier start: by the clock. */
function freshNumber(world: World): string {
  const forms: Readonly<Record<string, (n: number) => string>> = {
    taobao: (n) => `41${String(n).padStart(17, '0')}`,
    pinduoduo: (n) => `${new Date(n).toISOString().slice(2, 10).replaceAll('-', '')}-${String(n).padStart(15, '0')}`,
  }
  const form = forms[world.channel] ?? String
  let n = Date.now()
  while (world.orders.has(form(n))) n += 1
  return form(n)
}

type Kept = { port: number; published: string; worlds: Record<string, { orders: SimOrder[]; listings: Listing[] }> }

/** What a sandbox remembers over a restart; what it had sold it must know again when it is told of the parcel. */
export function keepDays(file: string, port: number, published: string, worlds: Worlds): void {
  const kept: Kept = {
    port,
    published,
    worlds: Object.fromEntries(
      [...worlds].map(([channel, { orders, listings }]) => [channel, { orders: [...orders.values()], listings }]),
    ),
  }
  // Whole or not at all.
  writeFileSync(`${file}.new`, JSON.stringify(kept), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

export function readDays(file: string): Kept | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Kept) : undefined
}

export function takeUp(worlds: Worlds, kept: Kept): void {
  for (const [channel, { orders, listings }] of Object.entries(kept.worlds)) {
    const world = worlds.get(channel)
    world?.listings.splice(0, world.listings.length, ...listings)
    for (const order of orders) world?.orders.set(order.no, order)
  }
}
