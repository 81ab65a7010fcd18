import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectors } from '@/lib/adapters/marketplaces/connectors'
import { Line, type LineOptions } from '@/lib/adapters/marketplaces/line'
import { ChannelTrouble } from '@/lib/adapters/marketplaces/trouble'
import { getConnection } from '@/lib/modules/channels/get-connection'
import { pullListings } from '@/lib/modules/channels/pull-listings'
import { pullShop } from '@/lib/modules/channels/pull-shop'
import { run } from '@/lib/platform/door/run'
import { extendEnv } from '@/lib/platform/env'
import { withClient } from '@/scripts/lib/roles'
import { type Simulators, simulated, startSimulators } from '@/tests/simulators/server'
import { setupWorkerDatabase } from '@/tests/support/database'
import { connectSandbox } from '@/tests/support/sandbox-shop'
import { createTenant, type TestTenant } from '@/tests/support/tenant'

const db = await setupWorkerDatabase()

type Manner = (response: http.ServerResponse, asked: number) => void

let manner: Manner = (response) => response.end('{"orders":[]}')
let asked = 0
let sent = 0
let strayed = 0
const timers = new Set<NodeJS.Timeout>()
const raw = http.createServer((_request, response) => manner(response, ++asked))
/** What lies in the house's own network, where nobody outside may lead us. */
const inner = http.createServer((_request, response) => {
  strayed += 1
  response.end('{}')
})
const addressOf = (server: http.Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

const json = { 'content-type': 'application/json' }
const manners = {
  silent: () => undefined,
  hang: (response) => response.writeHead(200, json).write('{"orders":['),
  loris: (response) => {
    response.writeHead(200, json)
    const drops = setInterval(() => response.write(' '), 20)
    timers.add(drops)
    response.on('close', () => clearInterval(drops))
  },
  huge: (response) => {
    response.writeHead(200, json)
    const part = Buffer.alloc(1_000_000, 32)
    let left = 50
    const more = () => {
      while (left > 0 && !response.destroyed) {
        left -= 1
        sent += part.length
        if (!response.write(part)) return
      }
      if (left === 0) response.end('{"orders":[]}')
    }
    response.on('drain', more)
    more()
  },
  html: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Login</html>'),
  same: (response) =>
    response
      .writeHead(200, { ...json, link: `<${addressOf(raw)}/orders.json?page_info=again>; rel="next"` })
      .end('{"orders":[],"products":[]}'),
  ever: (response, no) =>
    response
      .writeHead(200, { ...json, link: `<${addressOf(raw)}/orders.json?page_info=p${no}>; rel="next"` })
      .end('{"orders":[],"products":[]}'),
  away: (response) => response.writeHead(302, { location: `${addressOf(inner)}/latest/meta-data` }).end(),
  reset: (response) => response.destroy(),
} satisfies Record<string, Manner>

let simulators: Simulators
let tenant: TestTenant
beforeAll(async () => {
  for (const server of [raw, inner]) await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  simulators = await startSimulators()
  tenant = await createTenant()
})
afterAll(async () => {
  for (const timer of timers) clearInterval(timer)
  for (const server of [raw, inner]) {
    server.closeAllConnections()
    server.close()
  }
  await simulators.close()
})

/** The orders of the last minute, asked as a worker asks, with less patience: how often, and what came of it. */
async function conversation(how: Manner, options: Partial<LineOptions> = {}) {
  manner = how
  asked = 0
  const line = new Line({
    connector: connectors.shopify,
    baseUrl: addressOf(raw),
    credentials: simulated.shopify?.credentials ?? {},
    http: { allowPrivate: true, timeoutMs: 120 },
    tries: 2,
    ...options,
  })
  const from = new Date(Date.now() - 60_000)
  const trouble = await (async () => {
    for await (const _ of connectors.shopify.open(line).orders({ from, to: new Date() }));
  })().then(
    () => undefined,
    (e: unknown) => (e instanceof ChannelTrouble ? e.message : String(e)),
  )
  return { asked, trouble }
}

test('whoever says nothing, never ends, or drips a byte at a time is left in time, and asked again a few times only; T-17, T-24', async () => {
  for (const name of ['silent', 'hang', 'loris'] as const)
    expect([name, await conversation(manners[name])]).toEqual([name, { asked: 2, trouble: 'transient timeout' }])
  // Who has promised to be done by then begins nothing any more, however often it might have tried.
  const brief = await conversation(manners.hang, { tries: 50, spanMs: 150 })
  expect(brief.trouble).toMatch(/^transient (timeout|too_long)$/)
  expect(brief.asked).toBeLessThanOrEqual(2)
})

test('pages without end come to one: a page named twice at once, ever new ones after so many; T-17', async () => {
  expect(await conversation(manners.same)).toEqual({ asked: 2, trouble: 'transient endless_pages' })
  expect(await conversation(manners.ever, { mostCalls: 7 })).toEqual({ asked: 7, trouble: 'transient endless' })
})

test('a shop whose marketplace misbehaves keeps its cause and its pause, and the next shop is read as ever; T-17, T-24', async () => {
  const { system, owner } = tenant
  const { shop } = await connectSandbox(simulators, owner, 'shopify', { baseUrl: addressOf(raw) })
  const good = await connectSandbox(simulators, owner, 'shopify')
  const pull = async (name: keyof typeof manners) => {
    manner = manners[name]
    asked = 0
    return pullShop(system, { shopId: shop.id })
  }
  // Fifty megabytes are cut off, and not asked for a second time.
  expect(await pull('huge')).toMatchObject({ trouble: 'transient too_large', calls: 1 })
  expect(sent).toBeLessThan(40_000_000)
  expect(await pull('html')).toMatchObject({ trouble: 'transient not_json', calls: 3 })
  expect(await pull('same')).toMatchObject({ trouble: 'transient endless_pages', calls: 2 })
  expect(await pullListings(system, { shopId: shop.id })).toMatchObject({ trouble: 'transient endless_pages' })
  expect(await run(getConnection, owner, { shopId: shop.id })).toMatchObject({ state: 'authorised', failures: 3 })
  // None of these was silence: what is told one by one goes on.
  const breaker = async (set = 'call_failures = call_failures') =>
    (
      await withClient(db.superuserUrl, (client) =>
        client.query(`update shop_connections set ${set} where shop_id = $1 returning call_failures`, [shop.id]),
      )
    ).rows[0]?.call_failures
  expect(await breaker()).toBe(0)

  // The third silence on end opens the breaker: nobody is asked any more until the probe.
  await breaker('call_failures = 2')
  expect(await pull('reset')).toMatchObject({ trouble: 'transient connection' })
  expect(await pull('reset')).toEqual({ began: 0, calls: 0 })
  expect(await pullShop(system, { shopId: good.shop.id })).not.toHaveProperty('trouble')
  await breaker('calls_after = now()')
  manner = (response) => response.writeHead(200, json).end('{"orders":[]}')
  expect(await pullShop(system, { shopId: shop.id })).not.toHaveProperty('trouble')
  expect(await breaker()).toBe(0)

  // A redirect is an answer that leads nowhere: what is signed goes to nobody else, least of all inwards.
  expect(await pull('away')).toMatchObject({ trouble: 'permission http_302', calls: 1 })
  expect([strayed, (await run(getConnection, owner, { shopId: shop.id })).state]).toEqual([0, 'stopped'])
})

test('an instance on the internet asks no marketplace in its own network; T-24', async () => {
  const { system, owner } = tenant
  const { shop } = await connectSandbox(simulators, owner, 'shopify', { baseUrl: addressOf(raw) })
  extendEnv({ PUBLIC_URL: 'https://erp.example.com' })
  asked = 0
  try {
    expect(await pullShop(system, { shopId: shop.id })).toMatchObject({ trouble: 'permission private_address' })
    expect(asked).toBe(0)
  } finally {
    extendEnv({ PUBLIC_URL: '' })
  }
})
