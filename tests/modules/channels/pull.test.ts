import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectors } from '@/lib/adapters/marketplaces/connectors'
import { type Marketplace, marketplaces } from '@/lib/adapters/marketplaces/parsers'
import type { Id } from '@/lib/kernel/ids'
import { getConnection } from '@/lib/modules/channels/get-connection'
import { beginFlow, endFlow } from '@/lib/modules/channels/internal/flow-steps'
import {
  advancePull,
  beginPull,
  claimRenewal,
  endPull,
  keepTokens,
  readAccess,
} from '@/lib/modules/channels/internal/steps'
import { pullShop } from '@/lib/modules/channels/pull-shop'
import { setConnection } from '@/lib/modules/channels/set-connection'
import { testConnection } from '@/lib/modules/channels/test-connection'
import { wakeFlows } from '@/lib/modules/channels/wake-flows'
import { wakePulls } from '@/lib/modules/channels/wake-pulls'
import { repairFlow } from '@/lib/modules/dispatch/repair'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { listRejects } from '@/lib/modules/orders/list-rejects'
import { createShop } from '@/lib/modules/settings/create-shop'
import { inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { Context } from '@/lib/platform/door/context'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { type Simulators, simulated, startSimulators } from '@/tests/simulators/server'
import { putOrder } from '@/tests/simulators/shop'
import { decimal, totalOf, type World } from '@/tests/simulators/world'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { createMember, createTenant, type TestTenant } from '@/tests/support/tenant'

const db = await setupWorkerDatabase()

let simulators: Simulators
let tenant: TestTenant
beforeAll(async () => {
  simulators = await startSimulators()
  for (const world of simulators.worlds.values()) world.limits.pace = 1000
  tenant = await createTenant()
})
afterAll(() => simulators.close())

function worldOf(channel: Marketplace): World {
  const world = simulators.worlds.get(channel)
  if (!world) throw new Error(`no simulator of ${channel}`)
  return world
}

let shops = 0
async function connectedShop(channel: Marketplace, more: Record<string, unknown> = {}, owner: Actor = tenant.owner) {
  const shop = await run(createShop, owner, {
    code: `s${++shops}`,
    name: 'Sandbox',
    channel,
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
  })
  const baseUrl = `${simulators.url}/${channel}`
  await run(setConnection, owner, {
    shopId: shop.id,
    channel,
    baseUrl,
    credentials: simulated[channel]?.credentials,
    ...more,
  })
  return shop
}

const ordersOf = async (shopCode: string) => (await run(listOrders, tenant.owner, { shopCode, limit: 200 })).items
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

test.each(marketplaces)(
  '%s: a connected shop is tested, its orders arrive by themselves, and a second pull adds none; S3.3, S2.1, S3.8, S4.12, S1.7',
  async (channel) => {
    const world = worldOf(channel)
    for (let i = 0; i < 3; i++) putOrder(world, { modifiedAt: ago(30 + i), createdAt: ago(40 + i) })
    const shop = await connectedShop(channel)
    const tested = await run(testConnection, tenant.owner, { shopId: shop.id })
    expect(tested).toMatchObject({ state: 'authorised', trouble: null, lastPull: null })
    await drainAll(tenant.tenantId)
    const orders = await ordersOf(shop.code)
    expect(orders.map((o) => [o.channelOrderNo, o.total]).sort()).toEqual(
      [...world.orders.values()].map((o) => [o.no, decimal(totalOf(o))]).sort(),
    )
    const view = await run(getConnection, tenant.owner, { shopId: shop.id })
    expect(view.lagSeconds).toBeLessThan(300)
    expect(view.lastPull).not.toBeNull()

    await pullShop(tenant.system, { shopId: shop.id })
    expect(await ordersOf(shop.code)).toHaveLength(3)
    // Keys are kept sealed and never shown again.
    const secrets = Object.values(simulated[channel]?.credentials ?? {})
    for (const secret of secrets) expect(JSON.stringify(view)).not.toContain(secret)
    const rows = await withClient(db.superuserUrl, (client) => client.query('select c::text from shop_connections c'))
    for (const secret of secrets) expect(JSON.stringify(rows.rows)).not.toContain(Buffer.from(secret).toString('hex'))
  },
)

test('keys that the marketplace refuses stop the pulls until a person gives others', async () => {
  const shop = await connectedShop('shopify')
  await run(setConnection, tenant.owner, { shopId: shop.id, credentials: { accessToken: 'wrong' } })
  await drainAll(tenant.tenantId)
  const stopped = await run(getConnection, tenant.owner, { shopId: shop.id })
  expect(stopped).toMatchObject({ state: 'expired', trouble: 'token http_401' })
  const calls = worldOf('shopify').calls.total
  await pullShop(tenant.system, { shopId: shop.id })
  expect(worldOf('shopify').calls.total).toBe(calls)
  const healed = await run(setConnection, tenant.owner, {
    shopId: shop.id,
    credentials: { accessToken: simulated.shopify?.credentials.accessToken },
  })
  expect(healed).toMatchObject({ state: 'authorised', trouble: null })
})

test('a marketplace that is down is asked less and less often, and the others go on; T-21', async () => {
  const shop = await connectedShop('woocommerce', { baseUrl: 'http://127.0.0.1:9' })
  await pullShop(tenant.system, { shopId: shop.id })
  const once = await run(getConnection, tenant.owner, { shopId: shop.id })
  expect(once).toMatchObject({ state: 'authorised', failures: 1, trouble: 'transient connection' })
  await pullShop(tenant.system, { shopId: shop.id })
  expect((await run(getConnection, tenant.owner, { shopId: shop.id })).failures).toBe(2)
  const { rows } = await withClient(db.superuserUrl, (client) =>
    client.query('select extract(epoch from due_at - now())::int as s from shop_connections where shop_id = $1', [
      shop.id,
    ]),
  )
  expect(rows[0]?.s).toBeGreaterThan(20)
}, 30_000)

test('ten minutes beside a dead shop: once it is known, it is asked once a minute by all its conversations together, and eleven others no later than without it; T-21', async () => {
  const own = await createTenant()
  const ids: string[] = []
  for (let i = 0; i < 12; i++) ids.push((await connectedShop('taobao', {}, own.owner)).id)
  const [dead = ''] = ids
  const asked = new Map<string, number[]>(ids.map((shopId) => [shopId, []]))
  const start = Date.now()
  const talk = async (ctx: Context, name: string, shopId: Id<'shop'>) => {
    const trouble = shopId === dead ? { kind: 'transient', code: 'transient connection' } : null
    if (name === 'connection.pull-due') {
      const pull = await beginPull.within(ctx, { shopId })
      if (pull) await endPull.within(ctx, { shopId, lease: pull.lease, changed: 1, trouble, more: false })
      return pull !== null
    }
    const flow = name === 'shop-refunds.due' ? ('refunds' as const) : ('listings' as const)
    const began = await beginFlow.within(ctx, { shopId, flow })
    if (began) await endFlow.within(ctx, { shopId, flow, lease: began.lease, trouble })
    return began !== null
  }
  // The clock asks again and again, and what it wakes is asked at once.
  for (let second = 0; second < 600; second += 30)
    await inTenant(own.tenantId, 'write', async (client) => {
      const ctx = new Context(client, own.system, new Date(start + second * 1000))
      await wakePulls.within(ctx, {})
      await wakeFlows.within(ctx, {})
      for (const { name, payload } of [...ctx.events]) {
        const shopId = String(payload.shopId)
        // Of the others only the orders: they say how late a shop is.
        if (name !== 'connection.pull-due' && shopId !== dead) continue
        if (await talk(ctx, name, shopId as Id<'shop'>)) asked.get(shopId)?.push(second)
      }
    })
  const [, , third = 0, ...later] = asked.get(dead) ?? []
  expect(later.length).toBeGreaterThan(2)
  expect(Math.min(...later.map((second, i) => second - (later[i - 1] ?? third)))).toBeGreaterThanOrEqual(60)
  for (const shopId of ids.slice(1)) {
    const at = [...(asked.get(shopId) ?? []), 600]
    expect(Math.max(...at.map((second, i) => second - (at[i - 1] ?? 0)))).toBeLessThanOrEqual(60)
  }
})

test('two workers at one shop: one pulls, the other leaves it', async () => {
  const shop = await connectedShop('taobao')
  const world = worldOf('taobao')
  const before = world.calls.byOperation['taobao.trades.sold.increment.get'] ?? 0
  await Promise.all([pullShop(tenant.system, { shopId: shop.id }), pullShop(tenant.system, { shopId: shop.id })])
  const calls = (world.calls.byOperation['taobao.trades.sold.increment.get'] ?? 0) - before
  const alone = world.calls.byOperation['taobao.trades.sold.increment.get'] ?? 0
  await pullShop(tenant.system, { shopId: shop.id })
  expect(calls).toBeGreaterThan(0)
  expect(calls).toBeLessThanOrEqual((world.calls.byOperation['taobao.trades.sold.increment.get'] ?? 0) - alone + 3)
})

test('a worker that died in the middle of a pull is followed by another from where the cursor stands', async () => {
  const world = worldOf('taobao')
  const shop = await connectedShop('taobao')
  const died = await run(beginPull, tenant.system, { shopId: shop.id })
  expect(died).not.toBeNull()
  putOrder(world, { modifiedAt: ago(3) })
  await pullShop(tenant.system, { shopId: shop.id })
  expect(await ordersOf(shop.code)).toEqual([])
  await withClient(db.superuserUrl, (client) =>
    client.query(`update shop_connections set lease_until = now() - interval '1 second' where shop_id = $1`, [shop.id]),
  )
  await pullShop(tenant.system, { shopId: shop.id })
  expect(await ordersOf(shop.code)).toHaveLength(world.orders.size)
  // Should the dead one live after all, the shop is no longer its own.
  const late = { shopId: shop.id, lease: died?.lease ?? '', upTo: new Date('2999-01-01') }
  expect(await run(advancePull, tenant.system, late)).toBe(false)
})

test('asked again from a moment on while a pull runs: that one loses its place, and the next begins there', async () => {
  const shop = await connectedShop('taobao')
  const running = await run(beginPull, tenant.system, { shopId: shop.id })
  const from = ago(600)
  await run(repairFlow, tenant.owner, { what: 'pull', shopId: shop.id, from })
  const late = { shopId: shop.id, lease: running?.lease ?? '', upTo: new Date() }
  expect(await run(advancePull, tenant.system, late)).toBe(false)
  await run(endPull, tenant.system, { shopId: shop.id, lease: late.lease, changed: 0, trouble: null })
  const next = await run(beginPull, tenant.system, { shopId: shop.id })
  expect(next?.from.getTime()).toBeLessThanOrEqual(Date.parse(from))
})

test.each([
  ['another beginning', () => ({ since: ago(900) })],
  ['other keys', () => ({ credentials: simulated.taobao?.credentials ?? {}, since: ago(900) })],
])(
  '%s while a first pull runs: it loses its place, and what was left of it is not gone on with',
  async (_name, over) => {
    const shop = await connectedShop('taobao')
    const shopId = shop.id
    const running = await run(beginPull, tenant.system, { shopId })
    const change = over()
    await run(setConnection, tenant.owner, { shopId, credentials: {}, ...change })
    const lease = running?.lease ?? ''
    expect(await run(advancePull, tenant.system, { shopId, lease, upTo: new Date() })).toBe(false)
    const trouble = { kind: 'retry_after', code: 'retry_after own_limit', retryAfterMs: 1000 }
    const rest = { from: new Date(ago(10)), to: new Date(), after: 'a page of before' }
    await run(endPull, tenant.system, { shopId, lease, changed: 0, trouble, rest })
    const next = await run(beginPull, tenant.system, { shopId })
    expect(next?.after).toBeUndefined()
    expect(next?.from.getTime()).toBeLessThanOrEqual(Date.parse(change.since))
  },
)

test('who was told to wait before a page was named looks back when it is time; who has a page goes on there', async () => {
  const shop = await connectedShop('taobao')
  const shopId = shop.id
  await pullShop(tenant.system, { shopId })
  const waits = async (after?: string) => {
    await withClient(db.superuserUrl, (client) =>
      client.query(
        `update shop_connections set lease_until = null, looked_back_at = now() - interval '1 hour' where shop_id = $1`,
        [shopId],
      ),
    )
    const pull = await run(beginPull, tenant.system, { shopId })
    if (!pull) throw new Error('nothing to pull')
    const rest = { from: pull.cursor, to: pull.to, ...(after && { after }) }
    const trouble = { kind: 'retry_after', code: 'retry_after own_limit', retryAfterMs: 1000 }
    await run(endPull, tenant.system, { shopId, lease: pull.lease, changed: 0, trouble, rest })
    await withClient(db.superuserUrl, (client) =>
      client.query(`update shop_connections set looked_back_at = now() - interval '1 hour' where shop_id = $1`, [
        shopId,
      ]),
    )
    const next = await run(beginPull, tenant.system, { shopId })
    if (!next) throw new Error('nothing to go on with')
    await run(endPull, tenant.system, { shopId, lease: next.lease, changed: 0, trouble: null })
    return { back: pull.cursor.getTime() - next.from.getTime(), after: next.after }
  }
  const { overlapMs } = connectors.taobao.declared
  expect(await waits('page 7')).toEqual({ back: 0, after: 'page 7' })
  const { back, after } = await waits()
  expect(after).toBeUndefined()
  expect(back).toBeGreaterThan(overlapMs)
})

test('an expired token is renewed once and kept for all who come after', async () => {
  const world = worldOf('pinduoduo')
  const shop = await connectedShop('pinduoduo')
  world.tokens.expire()
  const before = world.tokens.refreshes
  await pullShop(tenant.system, { shopId: shop.id })
  await pullShop(tenant.system, { shopId: shop.id })
  expect(world.tokens.refreshes - before).toBe(1)
  expect((await run(getConnection, tenant.owner, { shopId: shop.id })).expiresAt).not.toBeNull()
})

test('keys that a person gives while tokens are renewed stay, and go to no conversation of another address', async () => {
  const shop = await connectedShop('pinduoduo')
  const read = () => run(readAccess, tenant.system, { shopId: shop.id })
  const before = await read()
  if (!before) throw new Error('the shop is connected')
  const of = { shopId: shop.id, baseUrl: before.baseUrl, old: before.credentials }
  expect(await run(claimRenewal, tenant.system, of)).toEqual({ granted: true })
  await run(setConnection, tenant.owner, { shopId: shop.id, credentials: { accessToken: 'given by hand' } })
  const fresh = { ...before.credentials, accessToken: 'renewed' }
  expect(await run(keepTokens, tenant.system, { shopId: shop.id, old: before.credentials, fresh })).toBe(false)
  const now = await read()
  expect(now?.credentials).toMatchObject({ accessToken: 'given by hand' })
  expect(await run(claimRenewal, tenant.system, of)).toEqual({ granted: false, fresh: now?.credentials })
  const elsewhere = { ...of, baseUrl: 'https://elsewhere.example' }
  expect(await run(claimRenewal, tenant.system, elsewhere)).toEqual({ granted: false })
})

test('an order that cannot be read is kept as a reject and stops nobody', async () => {
  const world = worldOf('amazon')
  const shop = await connectedShop('amazon')
  putOrder(world, { channelOrderNo: '901-0000000-9999999', modifiedAt: ago(10), currency: 'XXX' })
  const good = putOrder(world, { modifiedAt: ago(9) })
  await pullShop(tenant.system, { shopId: shop.id })
  expect((await ordersOf(shop.code)).map((o) => o.channelOrderNo)).toContain(good.no)
  const rejects = await run(listRejects, tenant.owner, { limit: 50 })
  expect(rejects.items.map((r) => r.channelOrderNo)).toContain('901-0000000-9999999')
})

test('who may not see the shop sees no connection, and what is missing is said by its field', async () => {
  const shop = await connectedShop('taobao')
  const other = await createMember(tenant.tenantId, 'owner', { shopIds: [] })
  await expect(run(getConnection, other, { shopId: shop.id })).rejects.toMatchObject({ code: 'not_found' })
  await expect(run(testConnection, other, { shopId: shop.id })).rejects.toMatchObject({ code: 'not_found' })
  const manual = await run(createShop, tenant.owner, {
    code: 'm1',
    name: 'M',
    channel: 'manual',
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
  })
  await expect(run(setConnection, tenant.owner, { shopId: manual.id })).rejects.toMatchObject({
    params: { errors: [{ path: 'channel', code: 'not_supported' }] },
  })
  const woo = await run(createShop, tenant.owner, {
    code: 'w1',
    name: 'W',
    channel: 'woocommerce',
    currency: 'USD',
    timeZone: 'UTC',
  })
  await expect(
    run(setConnection, tenant.owner, { shopId: woo.id, credentials: { consumerKey: 'ck' } }),
  ).rejects.toMatchObject({ params: { errors: [{ path: 'credentials.consumerSecret', code: 'invalid_type' }] } })
  await expect(run(testConnection, tenant.owner, { shopId: woo.id })).rejects.toMatchObject({ code: 'invalid' })
})
