import { setTimeout as sleep } from 'node:timers/promises'
import { setShopRule } from '@/lib/modules/channels/set-shop-rule'
import { verifyInvariants } from '@/lib/modules/dispatch/verify-invariants'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { type Figure, figure } from '@/tests/bench/report'
import { type Simulators, startSimulators } from '@/tests/simulators/server'
import { catalogue, putOrder } from '@/tests/simulators/shop'
import type { World } from '@/tests/simulators/world'
import { goLive, rule } from '@/tests/support/rules'
import { connectSandbox } from '@/tests/support/sandbox-shop'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'
import { until } from '@/tests/support/until'
import { startWorker } from '@/tests/support/worker-process'

const orders = Number(process.env.PEAK_ORDERS ?? 5000)
const shops = Number(process.env.PEAK_SHOPS ?? 12)
const workers = Number(process.env.PEAK_WORKERS ?? 2)
/** As fast as 50,000 in ten minutes, whatever the number. */
const windowMs = Math.round((orders / 50_000) * 600_000)
/** Half as long again as the orders take to come; of a short window at least what a few pulls take, which do not shrink with it. */
const limitMs = Math.max(windowMs * 1.5, windowMs + 60_000)
/** One shop sells this many times as much as each of the others. */
const flood = 10
const shopsOfCompany = 5
const scarce = 'SIM-SPOON'
/** Those whose protocol shows an order at once; what Pinduoduo and Amazon hold back for minutes is no doing of ours. */
const channels = ['taobao', 'woocommerce', 'shopify'] as const

type Shop = { id: string; world: World; company: TestShop; share: number; put: Map<string, number> }

/**
 * A night of sales: orders come in at many marketplaces at once, one of them floods, and the workers pull, review by rule, allocate and
 * tell every shop its stock, as in production. One article is short in every company, so that shops compete for it.
 * `PEAK_ORDERS=50000 PEAK_SHOPS=60 npm run -s bench -- peak` is the whole of it.
 */
export async function peakBench(): Promise<Figure[]> {
  const servers: Simulators[] = []
  const running: ReturnType<typeof startWorker>[] = []
  try {
    const companies: TestShop[] = []
    const all: Shop[] = []
    const unit = orders / (shops - 1 + flood)
    for (let i = 0; i < shops; i++) {
      const company = companies[Math.floor(i / shopsOfCompany)] ?? (await newCompany(companies, i === 0))
      all.push(await newShop(servers, company, i))
    }
    for (let i = 0; i < workers; i++) running.push(startWorker('workers/main.ts', { LOG_LEVEL: 'error' }))
    await until(
      () =>
        count(companies, `select count(*) as n from shop_connections where tenant_id = $1 and pulled_at is not null`),
      (n) => n === shops,
      60_000 + shops * 2000,
    )
    const started = Date.now()
    for (let gone = 0; gone < 1; await sleep(250)) {
      gone = Math.min(1, (Date.now() - started) / windowMs)
      for (const shop of all) sell(shop, Math.round(shop.share * gone))
    }
    const made = all.reduce((n, s) => n + s.put.size, 0)
    const inside = `select count(*) as n from orders where tenant_id = $1`
    const found = await until(
      () => count(companies, inside),
      (n) => n >= made,
      windowMs * 2 + 120_000,
    )
    if (found !== made) throw new Error(`${found} of ${made} orders came in`)
    const undecided = `${inside} and state in ('pending_review', 'approved') and hold_count = 0`
    const left = await until(
      () => count(companies, undecided),
      (n) => n === 0,
      windowMs + 120_000,
    )
    if (left > 0) throw new Error(`${left} orders are still undecided`)
    const decidedAt = Date.now()
    const waits = (await Promise.all(all.map((s) => lags(s)))).map((l) => l.sort((a, b) => a - b))
    const [big = [], ...small] = waits
    const smallWaits = small.flat().sort((a, b) => a - b)
    const pulls = await pullsOf(companies)
    await checkBooks(companies)
    const lastMs = Math.max(...(await Promise.all(all.map(lastIn)))) - started
    const at = (list: readonly number[], q: number) =>
      Math.round((list[Math.floor((list.length - 1) * q)] ?? 0) / 100) / 10
    const conditions = [
      `${made} orders over ${shops} shops of ${companies.length} companies in ${windowMs / 1000} s, ${workers} workers`,
      `small shops median ${at(smallWaits, 0.5)} s, 95th percentile ${at(smallWaits, 0.95)} s`,
      `large shop (${big.length}) median ${at(big, 0.5)} s, worst ${at(big, 1)} s`,
      pulls,
      `all decided after ${Math.round((decidedAt - started) / 1000)} s, oversold 0`,
    ].join('; ')
    return [
      figure('peak.last-in', lastMs / 1000, limitMs / 1000, 'lower', 's after the first', conditions),
      figure('peak.small-lag', at(smallWaits, 1), 120, 'lower', 's at most', conditions),
    ]

    async function newShop(open: Simulators[], company: TestShop, i: number): Promise<Shop> {
      const server = await startSimulators({ seed: i })
      open.push(server)
      const channel = channels[i % channels.length] ?? 'taobao'
      const { shop, world } = await connectSandbox(server, company.owner, channel)
      await run(setShopRule, company.owner, { shopId: shop.id, publish: true, overwrite: true })
      return { id: shop.id, world, company, share: i === 0 ? unit * flood : unit, put: new Map() }
    }

    async function newCompany(known: TestShop[], first: boolean): Promise<TestShop> {
      const expected = unit * (first ? shopsOfCompany - 1 + flood : shopsOfCompany)
      const plenty = Math.ceil(expected * 4)
      // An article is in three of five orders, one and a half of it each.
      const stock = Object.fromEntries(
        catalogue.map(([sku]) => [sku, sku === scarce ? Math.ceil(expected / 3) : plenty]),
      )
      const company = await createShopWithStock(stock)
      await goLive(company.owner, 'review', [rule('all', { actions: [{ type: 'approve' }] })])
      known.push(company)
      return company
    }
  } finally {
    await Promise.all(running.map((w) => w.kill('SIGTERM')))
    await Promise.all(servers.map((s) => s.close()))
  }
}

function sell({ world, put }: Shop, wanted: number): void {
  while (put.size < wanted) {
    const { no } = putOrder(world, {})
    put.set(no, Date.now())
  }
}

async function count(companies: readonly TestShop[], sql: string): Promise<number> {
  let sum = 0
  for (const { tenantId } of companies) {
    const { rows } = await inTenant(tenantId, 'read', (c) => c.query<{ n: bigint }>(sql, [tenantId]))
    sum += Number(rows[0]?.n ?? 0)
  }
  await sleep(500)
  return sum
}

type Came = { no: string; at: Date }

async function cameTo({ company: { tenantId }, id }: Shop): Promise<Came[]> {
  const sql = 'select channel_order_no as no, created_at as at from orders where tenant_id = $1 and shop_id = $2'
  const { rows } = await inTenant(tenantId, 'read', (c) => c.query<Came>(sql, [tenantId, id]))
  return rows
}

async function lags(shop: Shop): Promise<number[]> {
  return (await cameTo(shop)).map(({ no, at }) => at.getTime() - (shop.put.get(no) ?? Number.NaN))
}

async function lastIn(shop: Shop): Promise<number> {
  return Math.max(...(await cameTo(shop)).map(({ at }) => at.getTime()))
}

/** How the pulls went, by what they say of themselves. */
async function pullsOf(companies: readonly TestShop[]): Promise<string> {
  const sums = new Map<string, { n: number; worst: number }>()
  const sql = `select coalesce(trouble, state) as how, count(*)::int as n, max(took_ms) as worst from queue_jobs
                where tenant_id = $1 and name = 'connection.pull' group by 1`
  for (const { tenantId } of companies) {
    const { rows } = await inTenant(tenantId, 'read', (c) =>
      c.query<{ how: string; n: number; worst: number }>(sql, [tenantId]),
    )
    for (const { how, n, worst } of rows) {
      const sum = sums.get(how) ?? { n: 0, worst: 0 }
      sums.set(how, { n: sum.n + n, worst: Math.max(sum.worst, worst ?? 0) })
    }
  }
  const said = [...sums].map(([how, { n, worst }]) => `${n} ${how} (longest ${Math.round(worst / 100) / 10} s)`)
  return `pulls: ${said.join(', ')}`
}

/** Stock, reservations, orders: everything that must always be so. One unit promised twice is an error, not a figure. */
async function checkBooks(companies: readonly TestShop[]): Promise<void> {
  for (const { system } of companies) {
    const { items } = await run(verifyInvariants, system, {})
    const broken = items.filter((i) => !i.ok)
    if (broken.length > 0) throw new Error(`broken after the peak: ${JSON.stringify(broken)}`)
  }
}
