import { systemActor } from '@/lib/platform/auth/actors'
import { ensureBatches } from '@/prisma/seed/batches'
import { later } from '@/prisma/seed/calendar'
import { demoOwner, ensureCatalogue, ensureCompany, ensureStock } from '@/prisma/seed/company'
import { ensureCustomers } from '@/prisma/seed/customers'
import { LiveDays, takeHistory } from '@/prisma/seed/live'
import { type DemoOrder, makeOrders } from '@/prisma/seed/orders'
import { ensurePlaces } from '@/prisma/seed/places'
import { ensurePools } from '@/prisma/seed/pools'
import { ensureReturns } from '@/prisma/seed/returns'
import { type DemoSku, demoSkus } from '@/prisma/seed/skus'
import { drainAll } from '@/workers/drain-all'

/** The company works with us since then; what is older came with it as history. */
const liveHours = 7 * 24

/**
 * The company people look at first: goods, stock, ninety days of orders, and a team at work. Through the same use cases as
 * any other company's, so that all invariants hold; cut off in the middle it goes on where it stopped.
 */
export async function seedDemo(
  password: string,
  {
    orders: orderCount = 5000,
    anchor: given,
  }: { orders?: number /** The moment that is "now"; when the company was made. */; anchor?: Date } = {},
): Promise<{ tenantId: string; email: string }> {
  const made = await ensureCompany(password)
  const company = { ...made, anchor: given ?? made.anchor }
  const { tenantId, owner, anchor } = company
  const joined = later(anchor, -liveHours)
  const orders = makeOrders(orderCount, anchor, joined)
  await ensureCatalogue(owner, later(joined, -3))
  const scarce = scarceSkus()
  await ensureStock(owner, 'HZ', '期初库存 杭州仓', opening(scarce, 900), later(joined, -2))
  await ensureStock(owner, 'YW', '期初库存 义乌仓', opening(scarce, 300), later(joined, -2))
  const history = orders.filter((o) => o.fate === 'history')
  await takeHistory(tenantId, history, joined)
  for (const hours of [20, 44, 92]) await takeHistory(tenantId, signedBy(history, joined, hours), later(joined, hours))
  // Some of what was missing arrives two days ago; the rest is still waited for.
  const arrives = later(anchor, -48)
  const goods = new Map(scarce.slice(0, 3).map((sku) => [sku, 60] as const))
  const live = new LiveDays(company, await systemActor(tenantId))
  await live.play(
    orders.filter((o) => o.fate !== 'history'),
    joined,
    async (now) => {
      if (now >= arrives) await ensureStock(owner, 'HZ', '到货补录', goods, arrives)
    },
  )
  await ensurePlaces(owner, later(anchor, -1))
  await ensurePools(owner, later(anchor, -1))
  await ensureBatches(owner, later(anchor, -1))
  await ensureCustomers(owner, later(anchor, -1))
  await ensureReturns(owner, history, later(anchor, -1))
  // Everything that follows from what happened, as the workers would do it: counters, events, the audit chain.
  await drainAll(tenantId, { sweep: true })
  return { tenantId, email: demoOwner }
}

/** Of those that were on their way when the company moved in: what the channels say is delivered so many hours later. */
function signedBy(history: readonly DemoOrder[], joined: Date, hours: number): DemoOrder[] {
  const now = later(joined, hours)
  return history.flatMap((order) => {
    const signedAt = later(order.createdAt, 60 + (order.createdAt.getTime() % 80))
    const { incoming } = order
    if (incoming.status !== 'shipped' || signedAt > now) return []
    return { ...order, incoming: { ...incoming, status: 'delivered' as const, modifiedAt: signedAt.toISOString() } }
  })
}

/** Well sold, and nearly out: what the purchaser should see first. */
function scarceSkus(): DemoSku[] {
  return [...demoSkus].sort((a, b) => b.popularity - a.popularity).slice(9, 19)
}

function opening(scarce: readonly DemoSku[], scale: number): Map<DemoSku, number> {
  return new Map(
    demoSkus.map((sku) => [sku, scarce.includes(sku) ? (scale > 500 ? 2 : 0) : Math.ceil(sku.popularity * scale) + 4]),
  )
}
