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
    const connected: string[] = []
    for (let i = 0; i < shops; i++) connected.push(await connect(i))
    await until(listingsRead, (n) => n === shops, 60_000)
    for (const [i, shopId] of connected.entries()) await list(i, shopId)
    const listings = world.listings.filter((l) => l.sku.startsWith(skuCode))
    const shown = (quantity: number) => async () => listings.filter((l) => l.quantity === quantity).length
    let quantity = 100_000
    const first = await until(shown(quantity), (n) => n === shops, 60_000)
    if (first < shops) throw new Error(`only ${first} of ${shops} shops have heard of the first figure`)
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

  /** Each by an address of its own, as sellers that are not counted together. */
  async function connect(i: number): Promise<string> {
    const place = { channel: 'taobao', currency: 'CNY', timeZone: 'Asia/Shanghai' } as const
    const { id: shopId } = await run(createShop, tenant.owner, { code: `fresh-${i}`, name: `Fresh ${i}`, ...place })
    const { refreshToken: _, ...credentials } = simulated.taobao?.credentials ?? {}
    await run(setConnection, tenant.owner, { shopId, baseUrl: `${simulators.url}/taobao~${i}`, credentials })
    return shopId
  }

  /** A connected shop's list is read at once; the simulator is one shop, so what each of ours sells is said after that. */
  async function listingsRead(): Promise<number> {
    const { rows } = await inTenant(tenant.tenantId, 'read', (client) =>
      client.query<{ n: number }>(
        `select count(*)::int as n from shop_flows where tenant_id = $1 and flow = 'listings' and done_at is not null`,
        [tenant.tenantId],
      ),
    )
    return rows[0]?.n ?? 0
  }

  async function list(i: number, shopId: string): Promise<void> {
    const itemId = String(90_000 + i)
    world?.listings.push({ itemId, variationId: '', sku: `${skuCode}-${i}`, title: 'Tea', quantity: 0, price: 100 })
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
      shopId,
      currency: 'CNY',
      askedAt: new Date(),
      listings: [listing],
    })
    await inTenant(tenant.tenantId, 'write', (client) =>
      client.query(
        `update shop_flows set due_at = now() + interval '1 day' where tenant_id = $1 and shop_id = $2 and flow in ('listings', 'refunds')`,
        [tenant.tenantId, shopId],
      ),
    )
    await run(setShopRule, tenant.owner, { shopId, publish: true, overwrite: true })
  }
}
