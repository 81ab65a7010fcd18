import { afterAll, beforeAll, expect, test } from 'vitest'
import { authoriseConnection } from '@/lib/modules/channels/authorise-connection'
import { permitConnection } from '@/lib/modules/channels/permit-connection'
import { setConnection } from '@/lib/modules/channels/set-connection'
import { testConnection } from '@/lib/modules/channels/test-connection'
import { createShop } from '@/lib/modules/settings/create-shop'
import { listNotices } from '@/lib/modules/settings/list-notices'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { type Simulators, simulated, startSimulators } from '@/tests/simulators/server'
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

const session = 'a-session-of-a-browser-0001'
const keys = {
  taobao: ['appKey', 'appSecret'],
  pinduoduo: ['clientId', 'clientSecret'],
  amazon: ['applicationId', 'clientId', 'clientSecret', 'marketplaceId'],
  shopify: ['apiKey', 'apiSecret'],
} as const
type Channel = keyof typeof keys

let shops = 0
async function leave(channel: Channel) {
  const place = { currency: 'CNY', timeZone: 'Asia/Shanghai' }
  const shop = await run(createShop, tenant.owner, { code: `a${++shops}`, name: `Sandbox ${shops}`, channel, ...place })
  const all = simulated[channel]?.credentials ?? {}
  const credentials = Object.fromEntries(keys[channel].map((name) => [name, all[name] ?? '']))
  const baseUrl = `${simulators.url}/${channel}`
  const { url } = await run(authoriseConnection, tenant.owner, { shopId: shop.id, baseUrl, credentials, session })
  return { shop, url }
}

/** What the merchant's click sends back. */
async function permit(url: string) {
  const page = await (await fetch(url)).text()
  const back = new URL((/href="([^"]+)"/.exec(page)?.[1] ?? '').replaceAll('&amp;', '&'))
  const params = Object.fromEntries(back.searchParams)
  return { back, state: params.state ?? '', params }
}

test.each(Object.keys(keys) as Channel[])(
  '%s: permitted on the marketplace’s page a shop is connected; the way back is open to nobody else and once; S2.8',
  async (channel) => {
    const { shop, url } = await leave(channel)
    expect(url.startsWith(`${simulators.url}/${channel}/`)).toBe(true)
    const { back, state, params } = await permit(url)
    expect(back.pathname).toBe('/settings/shops/permitted')
    const other = await createMember(tenant.tenantId, 'owner')
    const broken = state.replace(/.$/, (c) => (c === 'A' ? 'B' : 'A'))
    const strange = [
      [tenant.owner, { state, params, session: 'another-session-of-a-browser' }],
      [other, { state, params, session }],
      [tenant.owner, { state: broken, params, session }],
    ] as const
    for (const [who, input] of strange)
      await expect(run(permitConnection, who, input)).rejects.toMatchObject({ code: 'invalid' })
    const view = await run(permitConnection, tenant.owner, { state, params, session })
    expect(view).toMatchObject({ shopId: shop.id, state: 'authorised' })
    expect(await run(testConnection, tenant.owner, { shopId: shop.id })).toMatchObject({
      state: 'authorised',
      trouble: null,
    })
    await expect(run(permitConnection, tenant.owner, { state, params, session })).rejects.toMatchObject({
      params: { errors: [{ path: 'state', code: 'unknown' }] },
    })
  },
)

test('a code the marketplace does not know connects nothing, a callback without its signature neither, and missing keys are named', async () => {
  const taobao = await permit((await leave('taobao')).url)
  const wrong = { ...taobao.params, code: 'sandbox-code-999' }
  await expect(
    run(permitConnection, tenant.owner, { state: taobao.state, params: wrong, session }),
  ).rejects.toMatchObject({ params: { errors: [{ path: 'params', code: 'refused' }] } })
  const shopify = await permit((await leave('shopify')).url)
  const unsigned = { ...shopify.params, hmac: '00' }
  await expect(
    run(permitConnection, tenant.owner, { state: shopify.state, params: unsigned, session }),
  ).rejects.toMatchObject({ params: { errors: [{ path: 'params', code: 'not_permitted' }] } })
  const { shop } = await leave('pinduoduo')
  const credentials = { clientId: '' }
  await expect(
    run(authoriseConnection, tenant.owner, { shopId: shop.id, baseUrl: 'http://127.0.0.1:9', credentials, session }),
  ).rejects.toMatchObject({
    params: { errors: [{ path: 'credentials.clientId' }, { path: 'credentials.clientSecret' }] },
  })
})

test('who looks after a shop is told at 7, 3 and 1 days before a permission ends that no machine renews, and when it has stopped', async () => {
  // A company of its own: the other shops of the sandbox share its tokens.
  tenant = await createTenant()
  const { shop } = await leave('taobao')
  const { appKey, appSecret } = simulated.taobao?.credentials ?? {}
  const token = 'sandbox-access-500'
  const ends = (days: number) => new Date(Date.now() + days * 86_400_000 - 60_000).toISOString()
  const told = async () => {
    await drainAll(tenant.tenantId, { sweep: true })
    const { items } = await run(listNotices, tenant.owner, {})
    return items.filter((n) => n.data.shopId === shop.id).map((n) => [n.kind, n.data.days])
  }
  const set = (credentials: Record<string, string | undefined>) =>
    run(setConnection, tenant.owner, { shopId: shop.id, baseUrl: `${simulators.url}/taobao`, credentials })
  await set({ appKey, appSecret, session: token, expiresAt: ends(7) })
  expect([await told(), await told()]).toEqual([[['shop.expiring', 7]], [['shop.expiring', 7]]])
  await withClient(db.superuserUrl, (c) =>
    c.query(`update shop_connections set expires_at = $1 where shop_id = $2`, [ends(1), shop.id]),
  )
  expect(await told()).toContainEqual(['shop.expiring', 1])
  await set({ session: 'revoked' })
  expect((await told()).map(([kind]) => kind)).toContain('shop.stopped')
})

test('keys given for one host are never sent to another: its secrets have to be entered again', async () => {
  const { shop } = await leave('shopify')
  const home = `${simulators.url}/shopify`
  const { accessToken, apiKey, apiSecret } = simulated.shopify?.credentials ?? {}
  const set = (baseUrl: string, credentials: Record<string, string | undefined> = {}) =>
    run(setConnection, tenant.owner, { shopId: shop.id, baseUrl, credentials })
  await set(home, { accessToken, apiKey, apiSecret })
  // Another path of the same host is the same marketplace.
  expect(await set(`${home}/`)).toMatchObject({ baseUrl: `${home}/` })
  const stranger = 'http://127.0.0.1:9'
  const again = [{ path: 'credentials.accessToken', code: 'asked_again' }]
  await expect(set(stranger)).rejects.toMatchObject({ params: { errors: again } })
  await expect(
    run(authoriseConnection, tenant.owner, { shopId: shop.id, baseUrl: stranger, session }),
  ).rejects.toMatchObject({ params: { errors: [{ path: 'credentials.apiSecret', code: 'asked_again' }] } })
  const moved = await set(stranger, { accessToken: 'of-the-stranger' })
  const kept = moved.fields.filter((f) => f.set).map((f) => f.name)
  expect(kept.sort()).toEqual(['accessToken', 'apiKey'])
  // What Amazon’s machines were given is forgotten, too.
  const place = { currency: 'JPY', timeZone: 'Asia/Tokyo' }
  const japan = await run(createShop, tenant.owner, { code: 'fe', name: 'Japan', channel: 'amazon', ...place })
  const keys = { ...simulated.amazon?.credentials, marketplaceId: 'A1VC38T7YXB528', accessToken: 'known' }
  await run(setConnection, tenant.owner, { shopId: japan.id, credentials: keys })
  await expect(
    run(setConnection, tenant.owner, { shopId: japan.id, baseUrl: 'https://sellingpartnerapi-fe.amazon.com' }),
  ).rejects.toMatchObject({
    params: {
      errors: ['clientSecret', 'refreshToken'].map((k) => ({ path: `credentials.${k}`, code: 'asked_again' })),
    },
  })
})

test.each([
  ['https://sellingpartnerapi-na.amazon.com', 'ATVPDKIKX0DER', 'sellercentral.amazon.com'],
  ['https://sellingpartnerapi-na.amazon.com', 'A1AM78C64UM0Y8', 'sellercentral.amazon.com.mx'],
  ['https://sellingpartnerapi-fe.amazon.com', 'A1VC38T7YXB528', 'sellercentral.amazon.co.jp'],
  ['https://sellingpartnerapi-fe.amazon.com', 'A39IBJ37TRP1C6', 'sellercentral.amazon.com.au'],
  ['', 'A1PA6795UKMFR9', 'sellercentral-europe.amazon.com'],
  ['', 'AOFTOMORROW', 'sellercentral-europe.amazon.com'],
])(
  'Amazon’s page of permission for %s %s is at %s, and names the application',
  async (baseUrl, marketplaceId, host) => {
    const place = { currency: 'USD', timeZone: 'UTC' }
    const shop = await run(createShop, tenant.owner, {
      code: `az${++shops}`,
      name: 'Amazon',
      channel: 'amazon',
      ...place,
    })
    const credentials = {
      applicationId: 'amzn1.sp.solution.1',
      clientId: 'amzn1.oa2.2',
      clientSecret: 's',
      marketplaceId,
    }
    const { url } = await run(authoriseConnection, tenant.owner, { shopId: shop.id, baseUrl, credentials, session })
    const page = new URL(url)
    expect([page.host, page.pathname]).toEqual([host, '/apps/authorize/consent'])
    expect(page.searchParams.get('application_id')).toBe('amzn1.sp.solution.1')
  },
)
