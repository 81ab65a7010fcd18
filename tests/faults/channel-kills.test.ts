import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import type { Marketplace } from '@/lib/adapters/marketplaces/parsers'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { run } from '@/lib/platform/door/run'
import { faultKinds } from '@/tests/simulators/faults'
import { startSimulators } from '@/tests/simulators/server'
import { catalogue, putOrder } from '@/tests/simulators/shop'
import { totalOf } from '@/tests/simulators/world'
import { startInstance } from '@/tests/support/instance'
import { seeded } from '@/tests/support/random'
import { connectSandbox } from '@/tests/support/sandbox-shop'
import { createShopWithStock } from '@/tests/support/shop'
import { until } from '@/tests/support/until'

/** Minutes of it: asked for like the conformance of the connectors. */
const full = process.env.CONFORMANCE === 'full'
const channels: Marketplace[] = ['taobao', 'shopify', 'pinduoduo', 'woocommerce', 'amazon']
// Amazon's list grants a call every three minutes after the first twenty: as many orders as these bring.
const sizeOf = (channel: string) => (channel === 'amazon' ? 500 : 2000)
const shipments = 25
const minute = 60_000

// Here and not in the test, where nothing would end them: `afterAll` is not heard from inside one.
const instance = full ? await startInstance() : undefined
const simulators = full ? await startSimulators({ seed: 7 }) : undefined
afterAll(() => simulators?.close())

test.skipIf(!full)(
  'workers and the database are killed while orders come in and shipments go out, three of ten calls fail: every order once, to the cent, each parcel confirmed once; T-18, T-20',
  { timeout: 20 * minute },
  async () => {
    if (!instance || !simulators) throw new Error('nothing was started')
    const stock = Object.fromEntries(catalogue.map(([sku]) => [sku, 100_000]))
    const tenant = await createShopWithStock(stock)
    const random = seeded(7)
    const shops = []
    for (const channel of channels) {
      const { shop, world } = await connectSandbox(simulators, tenant.owner, channel)
      const now = Date.now()
      for (let i = 0; i < sizeOf(channel); i++) {
        const at = new Date(now - 180 * minute + i * 4000).toISOString()
        putOrder(world, { createdAt: at, modifiedAt: at })
      }
      // Silence too, for as long as a worker really waits.
      world.faults.kinds = faultKinds
      world.faults.rate = 0.3
      shops.push({ shop, world })
    }
    const killAll = async (times: number) => {
      for (let i = 0; i < times; i++) {
        await sleep(2000 + random.int(4000))
        await instance.kill(i % 3 === 2 ? 'database' : 'worker')
        // As if the time of the dead worker's leases were over: its successor would wait for that.
        await instance.ask('update shop_connections set lease_until = now() where lease_until > now()')
        await instance.ask('update shipment_reports set due_at = now(), claimed_until = null where due_at > now()')
      }
    }
    instance.start('worker')
    await killAll(12)

    for (const { shop, world } of shops) {
      const truth = [...world.orders.values()].map((o) => `${o.no} ${totalOf(o)}`).sort()
      const ours = () =>
        instance.ask<{ row: string }>(
          `select channel_order_no || ' ' || total_minor as row from orders where shop_id = $1`,
          [shop.id],
        )
      const found = await until(ours, (rows) => rows.length >= world.orders.size, 6 * minute)
      expect(found.map((r) => r.row).sort()).toEqual(truth)
    }

    const chosen = await instance.ask<{ id: string }>(
      `select id from (select id, row_number() over (partition by shop_id order by id) as n from orders where state = 'pending_review') x where n <= $1`,
      [shipments],
    )
    for (const { id } of chosen) await run(reviewOrder, tenant.owner, { orderId: id, decision: 'approve' })
    const parcels = () =>
      instance.ask<{ id: string }>(`select id from fulfilments where state = 'allocated' order by id`)
    const ready = await until(parcels, (rows) => rows.length >= chosen.length, 2 * minute)
    for (const [i, { id }] of ready.entries())
      await run(shipFulfilment, tenant.owner, { fulfilmentId: id, carrierCode: 'sf', trackingNo: `SF${i + 1_000_000}` })
    await killAll(4)
    const open = () =>
      instance.ask<{ n: number }>(
        `select count(*)::int as n from shipment_reports where state not in ('reported', 'already')`,
      )
    expect(await until(open, ([row]) => row?.n === 0, 5 * minute)).toEqual([{ n: 0 }])
    for (const { world } of shops) {
      const confirmed = [...world.orders.values()].filter((o) => o.confirmed.length > 0)
      expect(confirmed).toHaveLength(shipments)
      expect(confirmed.every((o) => o.confirmed.length === 1 && o.status === 'shipped')).toBe(true)
      expect(world.calls.refused).toBe(0)
    }
  },
)
