import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { pullRefunds } from '@/lib/modules/channels/pull-refunds'
import { pullShop } from '@/lib/modules/channels/pull-shop'
import { setConnection } from '@/lib/modules/channels/set-connection'
import { createShop } from '@/lib/modules/settings/create-shop'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createTenant, type TestTenant } from '@/tests/support/tenant'
import { until } from '@/tests/support/until'

const db = await setupWorkerDatabase()

/** A marketplace that keeps its list for itself until it is let go. */
let release: (() => void)[] = []
const server = http.createServer((_request, response) => {
  release.push(() => {
    response.writeHead(200, { 'content-type': 'application/json', 'x-wp-total': '0', 'x-wp-totalpages': '1' })
    response.end('[]')
  })
})
let tenant: TestTenant
let shopId = ''
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  tenant = await createTenant()
  const place = { channel: 'woocommerce', currency: 'USD', timeZone: 'UTC' } as const
  const shop = await run(createShop, tenant.owner, { code: 'slow', name: 'Slow', ...place })
  shopId = shop.id
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const credentials = { consumerKey: 'ck', consumerSecret: 'cs' }
  // One page is all there is to ask for.
  const since = new Date(Date.now() - 3_600_000).toISOString()
  await run(setConnection, tenant.owner, { shopId, baseUrl, credentials, since })
})
afterEach(() => {
  vi.useRealTimers()
  release = []
})
afterAll(() => new Promise((done) => server.close(done)))

const tables = { orders: 'shop_connections', refunds: 'shop_flows' } as const
const sql = (text: string) => withClient(db.superuserUrl, (client) => client.query(text, [shopId]))
const leaseOf = async (what: keyof typeof tables) => {
  const flow = what === 'refunds' ? `and flow = 'refunds'` : ''
  const { rows } = await sql(
    `select lease_until > now() as kept, lease from ${tables[what]} where shop_id = $1 ${flow}`,
  )
  return rows[0] as { kept: boolean; lease: string | null }
}
/** As much later as a lease lasts; what keeps leases alive has had its turns meanwhile. */
const later = (what: keyof typeof tables) =>
  sql(`update ${tables[what]} set lease_until = now() - interval '1 second' where shop_id = $1`)

test.each(['orders', 'refunds'] as const)(
  'a page of %s that takes longer than the lease keeps its place, and one whose place is gone writes nothing more; T-20',
  async (what) => {
    const pull = () => (what === 'orders' ? pullShop : pullRefunds)(tenant.system, { shopId })
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const slow = pull()
    await until(
      async () => release.length,
      (n) => n === 1,
    )
    await later(what)
    await vi.advanceTimersByTimeAsync(30_000)
    await until(
      () => leaseOf(what),
      ({ kept }) => kept,
    )
    // Whoever is woken meanwhile finds that it is somebody's.
    expect(await pull()).toEqual({ began: 0, calls: 0 })
    expect(release).toHaveLength(1)
    release[0]?.()
    expect(await slow).toMatchObject({ pages: expect.any(Number) })
    expect(await leaseOf(what)).toMatchObject({ lease: null })

    // Taken over by another, the one that is still waiting for its page learns it at the next beat.
    release = []
    await sql(`update ${tables[what]} set due_at = now() where shop_id = $1`)
    const beaten = pull()
    await until(
      async () => release.length,
      (n) => n === 1,
    )
    await sql(`update ${tables[what]} set lease = gen_random_uuid() where shop_id = $1`)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await beaten).toMatchObject({ lost: 1 })
    release[0]?.()
    expect((await leaseOf(what)).lease).not.toBeNull()
    await sql(`update ${tables[what]} set lease = null, lease_until = null where shop_id = $1`)
  },
)
