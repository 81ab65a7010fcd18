import { expect, test } from 'vitest'
import { isRefusal } from '@/lib/kernel/refusal'
import { createPool } from '@/lib/modules/inventory/create-pool'
import { createPoolMove } from '@/lib/modules/inventory/create-pool-move'
import { listPools } from '@/lib/modules/inventory/list-pools'
import { listStock } from '@/lib/modules/inventory/list-stock'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import { getOrder } from '@/lib/modules/orders/get-order'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { unshipFulfilment } from '@/lib/modules/orders/unship-fulfilment'
import { createShop } from '@/lib/modules/settings/create-shop'
import { run } from '@/lib/platform/door/run'
import { brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { seeded } from '@/tests/support/random'
import { createShopWithStock, incoming } from '@/tests/support/shop'

await setupWorkerDatabase()

type Pool = { code: string; shop: string; strict: boolean; priority: number; free: number; known: boolean }
type Order = {
  id: string
  shop: string
  quantity: number
  /** The sequence of the promises. */
  promise: number
  state: 'waiting' | 'held' | 'shipped' | 'cancelled'
  general: number
  pools: Record<string, number>
}

/** A clerk with pencil and paper: one warehouse, one SKU, pools for two shops. */
class Clerk {
  free = 20
  readonly orders: Order[] = []
  readonly pools: Pool[] = [
    { code: 'STRICT', shop: 'live', strict: true, priority: 5, free: 0, known: false },
    { code: 'MORE', shop: 'live', strict: false, priority: 9, free: 0, known: false },
    { code: 'OWN', shop: 'tmall', strict: false, priority: 7, free: 0, known: false },
  ]

  private own = (shop: string) => this.pools.filter((p) => p.shop === shop).sort((a, b) => a.priority - b.priority)
  pool = (code: string | undefined) => this.pools.find((p) => p.code === code)

  move(from: string | undefined, to: string | undefined, quantity: number): boolean {
    const [source, target] = [this.pool(from), this.pool(to)]
    if ((source ? source.free : this.free) < quantity) return false
    if (source) source.free -= quantity
    else this.free -= quantity
    if (target) {
      target.free += quantity
      target.known = true
    } else this.free += quantity
    return true
  }

  allocate(): void {
    for (const order of [...this.orders].sort((a, b) => a.promise - b.promise)) {
      if (order.state !== 'waiting') continue
      const own = this.own(order.shop)
      const general = own.some((p) => p.strict && p.known) ? 0 : this.free
      if (own.reduce((n, p) => n + p.free, general) < order.quantity) continue
      let open = order.quantity
      for (const pool of own) {
        const units = Math.min(open, pool.free)
        if (units > 0) order.pools[pool.code] = units
        pool.free -= units
        open -= units
      }
      order.general = open
      this.free -= open
      order.state = 'held'
    }
  }

  giveBack(order: Order): void {
    this.free += order.general
    for (const [code, units] of Object.entries(order.pools)) {
      const pool = this.pool(code)
      if (pool) pool.free += units
    }
    order.general = 0
    order.pools = {}
  }

  lose(quantity: number): boolean {
    const held = () => this.orders.filter((o) => o.state === 'held')
    const lying = this.free + this.pools.reduce((n, p) => n + p.free, 0)
    if (lying + held().reduce((n, o) => n + o.quantity, 0) < quantity) return false
    const rank = (o: Order) => Math.max(...Object.keys(o.pools).map((code) => this.pool(code)?.priority ?? 0), -1)
    const weakness = (o: Order) => (rank(o) < 0 ? Number.POSITIVE_INFINITY : rank(o))
    let missing = quantity - lying
    for (const order of held().sort((a, b) => weakness(b) - weakness(a) || b.promise - a.promise)) {
      if (missing <= 0) break
      missing -= order.quantity
      this.giveBack(order)
      order.state = 'waiting'
    }
    let open = quantity
    const take = (there: number) => {
      const units = Math.min(open, there)
      open -= units
      return units
    }
    this.free -= take(this.free)
    for (const pool of [...this.pools].sort((a, b) => b.priority - a.priority)) pool.free -= take(pool.free)
    return true
  }

  figures() {
    const held = this.orders.filter((o) => o.state === 'held')
    const reserved = held.reduce((n, o) => n + o.quantity, 0)
    const pooled = this.pools.reduce((n, p) => n + p.free, 0)
    return {
      stock: [this.free + pooled + reserved, reserved, this.free, pooled],
      pools: Object.fromEntries(
        this.pools.map((p) => [p.code, [held.reduce((n, o) => n + (o.pools[p.code] ?? 0), 0), p.free]]),
      ),
    }
  }
}

test.each([11, 20261122])(
  'no pool and nobody else is ever oversold, whatever happens (seed %i)',
  { timeout: 60_000 },
  async (seed) => {
    const random = seeded(seed)
    const shop = await createShopWithStock({ TEA: 20 })
    const { owner } = shop
    const clerk = new Clerk()
    const live = { code: 'live', name: 'Live', channel: 'taobao' as const, currency: 'CNY', timeZone: 'Asia/Shanghai' }
    await run(createShop, owner, live)
    for (const { code, shop: shopCode, strict, priority } of clerk.pools)
      await run(createPool, owner, { code, name: code, shopCodes: [shopCode], fallsBack: !strict, priority })
    const adjust = (quantity: number) =>
      run(adjustStock, owner, {
        warehouseCode: 'HZ',
        reason: 'x',
        lines: [{ skuCode: 'TEA', quantity, ...(quantity > 0 && { unitCost: '1.00' }) }],
      })
    const parcelOf = async ({ id }: Order) => {
      const open = (await run(getOrder, owner, { orderId: id })).fulfilments.filter((f) => f.state !== 'cancelled')
      return open[0]?.id ?? ''
    }
    const one = (state: Order['state']) => {
      const some = clerk.orders.filter((o) => o.state === state)
      return some[random.int(some.length)]
    }
    /** Whether the house did it; a refusal is an answer, anything else is a fault. */
    const done = (work: Promise<unknown>) =>
      work.then(
        () => true,
        (e: unknown) => (isRefusal(e) ? false : Promise.reject(e)),
      )
    const steps: Record<string, () => Promise<void>> = {
      async move() {
        const ends = [undefined, ...clerk.pools.map((p) => p.code)]
        const from = ends[random.int(ends.length)]
        const to = ends.filter((e) => e !== from)[random.int(ends.length - 1)]
        const quantity = 1 + random.int(6)
        const lines = [{ skuCode: 'TEA', quantity }]
        const ok = await done(run(createPoolMove, owner, { warehouseCode: 'HZ', fromPool: from, toPool: to, lines }))
        expect(ok).toBe(clerk.move(from, to, quantity))
      },
      async order() {
        const no = clerk.orders.length
        const promise = random.int(1000) * 1000 + no
        const shopCode = random.int(2) === 0 ? 'live' : 'tmall'
        const quantity = 1 + random.int(5)
        const promisedShipAt = new Date(Date.UTC(2027, 0, 1) + promise * 1000).toISOString()
        const { results } = await run(ingestOrders, owner, {
          shopCode,
          orders: [incoming(`O${no}`, 'TEA', quantity, { promisedShipAt })],
        })
        const id = results[0]?.orderId ?? ''
        await run(reviewOrder, owner, { orderId: id, decision: 'approve' })
        clerk.orders.push({ id, shop: shopCode, quantity, promise, state: 'waiting', general: 0, pools: {} })
      },
      async ship() {
        const order = one('held')
        if (!order) return
        const fulfilmentId = await parcelOf(order)
        await run(shipFulfilment, owner, {
          fulfilmentId,
          carrierCode: 'sf',
          trackingNo: `SF${fulfilmentId.slice(-10)}`,
        })
        order.state = 'shipped'
      },
      async unship() {
        const order = one('shipped')
        if (!order) return
        await run(unshipFulfilment, owner, { fulfilmentId: await parcelOf(order), reason: 'x' })
        order.state = 'held'
      },
      async cancel() {
        const order = one(random.int(3) === 0 ? 'waiting' : 'held')
        if (!order) return
        await run(cancelOrder, owner, { orderId: order.id, reason: 'x' })
        clerk.giveBack(order)
        order.state = 'cancelled'
      },
      async receive() {
        const quantity = 1 + random.int(6)
        await adjust(quantity)
        clerk.free += quantity
      },
      async lose() {
        const quantity = 1 + random.int(6)
        expect(await done(adjust(-quantity))).toBe(clerk.lose(quantity))
      },
    }
    const names = ['move', 'move', 'order', 'order', 'order', 'ship', 'unship', 'cancel', 'receive', 'lose']
    // From the first order on the strict pool speaks of the SKU.
    const first = { warehouseCode: 'HZ', toPool: 'STRICT', lines: [{ skuCode: 'TEA', quantity: 3 }] }
    await run(createPoolMove, owner, first)
    clerk.move(undefined, 'STRICT', 3)
    const told: string[] = []
    for (let i = 0; i < 70; i++) {
      const name = names[random.int(names.length)] ?? 'move'
      told.push(name)
      await steps[name]?.()
      await run(allocateOrders, shop.system, {})
      clerk.allocate()
      const [row] = (await run(listStock, owner, { skuCode: 'TEA' })).items
      const pools = (await run(listPools, owner, {})).items
      const seen = {
        stock: row && [row.onHand, row.reserved, row.available, row.pooled],
        pools: Object.fromEntries(pools.map((p) => [p.code, [p.reserved, p.available]])),
      }
      expect(seen, told.join(' ')).toEqual(clerk.figures())
    }
    expect(await brokenInvariants(shop)).toEqual([])
  },
)
