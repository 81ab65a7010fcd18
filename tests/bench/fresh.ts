import { takeListings } from '@/lib/modules/channels/internal/listing-steps'
import { setConnection } from '@/lib/modules/channels/set-connection'
import { setShopRule } from '@/lib/modules/channels/set-shop-rule'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { createShop } from '@/lib/modules/settings/create-shop'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { type Figure, figure } from '@/tests/bench/report'
import { simulated, startSimulators } from '@/tests/simulators/server'
import { createShopWithStock } from '@/tests/support/shop'
import { until } from '@/tests/support/until'
import { startWorker } from '@/tests/support/worker-process'

const shops = 50
const changes = 40
const skuCode = 'FRESH-TEA'

/**
 * From the commit of a change of stock to the moment the marketplace of each shop has heard of it: 50 shops that list the same SKU,
 * the worker as it runs in production, real calls over HTTP. The floor is the limit that is promised.
 */
export async function freshBench(): Promise<Figure[]> {
  const simulators = await startSimulators()
  const tenant = await createShopWithStock({ [skuCode]: 100_000 })
  const world = simulators.worlds.get('taobao')
  if (!world) throw new Error('no simulator of taobao')
  world.limits.pace = 1000
  const worker = startWorker('workers/main.ts', { LOG_LEVEL: 'error' })
  try {
    for (let i = 0; i < shops; i++) await connect(i)
    const listings = world.listings.filter((l) => l.sku.startsWith(skuCode))
    const shown = (quantity: number) => async () => listings.filter((l) => l.quantity === quantity).length
    let quantity = 100_000
    await until(shown(quantity), (n) => n === shops, 60_000)
    const waits: number[] = []
    for (let i = 0; i < changes; i++) {
      const lines = [{ skuCode, quantity: -1 }]
      await run(adjustStock, tenant.owner, { warehouseCode: 'HZ', reason: 'correction', lines })
      const told = Date.now()
      quantity -= 1
      const heard = await until(shown(quantity), (n) => n === shops, 20_000)
      if (heard < shops) throw new Error(`only ${heard} of ${shops} shops have heard of a change`)
      waits.push(...listings.map((l) => Math.max(0, (l.toldAt ?? 0) - told)))
    }
    waits.sort((a, b) => a - b)
    const seconds = (at: number) => (waits[Math.floor((waits.length - 1) * at)] ?? 0) / 1000
    const conditions = `${shops} shops, ${changes} changes, median ${seconds(0.5)} s, worst ${seconds(1)} s`
    return [figure('fresh', seconds(0.95), 2, 'lower', 's at the 95th percentile', conditions)]
  } finally {
    await worker.kill('SIGTERM')
    await simulators.close()
  }

  async function connect(i: number): Promise<void> {
    const itemId = String(90_000 + i)
    world?.listings.push({ itemId, variationId: '', sku: `${skuCode}-${i}`, title: 'Tea', quantity: 0, price: 100 })
    const place = { channel: 'taobao', currency: 'CNY', timeZone: 'Asia/Shanghai' } as const
    const shop = await run(createShop, tenant.owner, { code: `fresh-${i}`, name: `Fresh ${i}`, ...place })
    const { refreshToken: _, ...credentials } = simulated.taobao?.credentials ?? {}
    await run(setConnection, tenant.owner, { shopId: shop.id, baseUrl: `${simulators.url}/taobao`, credentials })
    const listing = {
      itemId,
      variationId: '',
      sellerSku: skuCode,
      title: 'Tea',
      quantity: 0,
      state: 'on',
      price: '1.00',
    }
    await run(takeListings, tenant.system, {
      shopId: shop.id,
      currency: 'CNY',
      askedAt: new Date(),
      listings: [listing],
    })
    // The simulator is one shop: read as a list, each of ours would have the listings of all.
    await inTenant(tenant.tenantId, 'write', (client) =>
      client.query(
        `insert into shop_flows (tenant_id, shop_id, flow, due_at, cursor_at)
         select $1, $2, f, now() + interval '1 day', now() from unnest(array['listings', 'refunds']) f`,
        [tenant.tenantId, shop.id],
      ),
    )
    await run(setShopRule, tenant.owner, { shopId: shop.id, publish: true, overwrite: true })
  }
}
