import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect, test } from 'vitest'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { run } from '@/lib/platform/door/run'
import { arrive, brokenInvariants, statesOf, stockOf } from '@/tests/support/books'
import { startInstance } from '@/tests/support/instance'
import { ordered } from '@/tests/support/order-work'
import { seeded } from '@/tests/support/random'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'
import { until } from '@/tests/support/until'

const instance = await startInstance()

/** `ALLOCATION_KILLS=20` for the long run. */
const kills = Number(process.env.ALLOCATION_KILLS ?? 2)
const codes = ['TEA', 'CUP', 'POT']
const batch = 60
const seed = Date.now() % 1_000_000

/** Somebody holds balances to give them away: an allocation is in its middle, and not yet committed. */
const underWay = `select 1 from pg_locks l join pg_class c on c.oid = l.relation
  where c.relname = 'stock_balances' and l.mode in ('RowShareLock', 'RowExclusiveLock') and l.pid <> pg_backend_pid() limit 1`

/** True when it was seen in its middle, false when it was over before anybody looked. */
async function seenInTheMiddle(shop: TestShop): Promise<boolean> {
  const watch = new pg.Client(instance.server.superuserUrl.replace('/postgres?', '/caravan?'))
  watch.on('error', () => undefined)
  await watch.connect()
  try {
    for (;;) {
      if ((await watch.query(underWay)).rowCount === 1) return true
      const { rows } = await watch.query<{ n: number }>(
        "select count(*)::int as n from orders where tenant_id = $1 and state = 'approved'",
        [shop.tenantId],
      )
      if (rows[0]?.n === 0) return false
      await sleep(1)
    }
  } finally {
    await watch.end().catch(() => undefined)
  }
}

test.each(['database', 'worker'] as const)(
  `kill -9 of the %s in the middle of allocation, ${kills} times: every order gets its goods once (seed ${seed})`,
  {
    timeout: 60_000 + kills * 20_000,
  },
  async (part) => {
    const random = seeded(seed)
    const shop = await createShopWithStock({ TEA: 10, CUP: 10, POT: 10 })
    const supply = { TEA: 10, CUP: 10, POT: 10 }
    instance.start('worker')
    let approved = 0
    for (let killed = 0; killed < kills; ) {
      const orders = Array.from({ length: batch }, (_, i) => {
        const wanted = codes.filter(() => random.int(2) === 1)
        const units = (wanted.length > 0 ? wanted : codes).map((code) => [code, 1 + random.int(2)])
        return ordered(`${part}-${approved + i}`, Object.fromEntries(units))
      })
      const ids = await arrive(shop, orders)
      const lines = codes.map((skuCode) => ({ skuCode, quantity: 30 }))
      await run(adjustStock, shop.owner, { warehouseCode: 'HZ', reason: 'receipt', lines })
      for (const code of ['TEA', 'CUP', 'POT'] as const) supply[code] += 30
      await Promise.all(ids.map((orderId) => run(reviewOrder, shop.owner, { orderId, decision: 'approve' })))
      approved += ids.length
      if (await seenInTheMiddle(shop)) {
        await instance.kill(part)
        killed += 1
      }
    }

    const settled = await until(
      () => statesOf(shop),
      (states) => !states.approved,
      60_000,
    )
    expect(settled.approved, instance.output('worker').slice(-3000)).toBeUndefined()
    const { awaiting_shipment: happy = 0, awaiting_purchase: waiting = 0, ...others } = settled
    expect([others, happy + waiting]).toEqual([{}, approved])

    // Each order left `approved` once, has one parcel or none, and every unit of it is kept once.
    const [rows] = await instance.ask<Record<string, number>>(
      `with own as (select id, state from orders where tenant_id = $1),
          moves as (select order_id, count(*) as n from order_events where tenant_id = $1 and kind = 'state' and from_state = 'approved' group by order_id),
          parcels as (select l.order_id, count(distinct f.id) as n from fulfilment_lines l
                        join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id where l.tenant_id = $1 group by l.order_id)
     select (select count(*)::int from moves where n <> 1) as twice,
            (select count(*)::int from moves) as moved,
            (select count(*)::int from parcels where n <> 1) as parcels_twice,
            (select count(*)::int from parcels) as parcels,
            (select count(*)::int from own where state = 'awaiting_shipment') as happy,
            (select sum(quantity)::int from reservations where tenant_id = $1 and state = 'open') as kept,
            (select sum(quantity)::int from fulfilment_lines where tenant_id = $1) as packed`,
      [shop.tenantId],
    )
    expect(rows).toEqual({
      ...{ twice: 0, moved: approved, parcels_twice: 0, parcels: happy, happy },
      ...{ kept: rows?.packed, packed: expect.any(Number) },
    })
    const stock = await stockOf(shop)
    for (const code of ['TEA', 'CUP', 'POT'] as const) {
      expect(stock[code]?.onHand).toBe(supply[code])
      expect(stock[code]?.reserved).toBeLessThanOrEqual(supply[code])
    }
    expect(happy).toBeGreaterThan(0)
    expect(await brokenInvariants(shop)).toEqual([])
    await instance.stop('worker')
  },
)
