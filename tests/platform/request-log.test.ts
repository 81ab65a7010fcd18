import { afterAll, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { purgeApiRequests } from '@/lib/modules/dispatch/purge-api-requests'
import { listApiKeys } from '@/lib/modules/settings/list-api-keys'
import { listApiRequests } from '@/lib/modules/settings/list-api-requests'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { type Noted, notedPerMinute, requestLog } from '@/lib/platform/entrance/request-log'
import { clientOf, keyFor, serveApi } from '@/tests/support/api'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createTenant } from '@/tests/support/tenant'
import { until } from '@/tests/support/until'

await setupWorkerDatabase()
const api = await serveApi()
afterAll(() => api.close())

test('what a key asked for is shown to its company within seconds: the template of the path, never an id or a query', async () => {
  const { owner } = await createTenant()
  const stranger = await createTenant()
  const key = await keyFor(owner)
  const call = clientOf(api.url, key)
  expect((await run(listApiKeys, owner, {})).items[0]).toMatchObject({ lastUsedAt: null })
  await call('GET', '/shops?limit=1')
  await call('GET', `/shops/${newId()}`)
  await call('POST', '/shops', { code: 'x' })
  const [{ id: apiKeyId } = { id: '' }] = (await run(listApiKeys, owner, {})).items
  const { items } = await until(
    () => run(listApiRequests, owner, { apiKeyId }),
    (page) => page.items.length === 3,
  )
  expect(items.map(({ method, route, status }) => `${method} ${route} ${status}`)).toEqual([
    'POST /shops 422',
    'GET /shops/{shopId} 404',
    'GET /shops 200',
  ])
  expect((await run(listApiRequests, owner, { apiKeyId, failed: 'true' })).items).toHaveLength(2)
  expect((await run(listApiKeys, owner, {})).items[0]?.lastUsedAt).toMatch(/^20/)
  await expect(run(listApiRequests, stranger.owner, { apiKeyId })).rejects.toMatchObject({ code: 'not_found' })
})

function logInto(rows: Noted[]) {
  let now = 0
  const log = requestLog(
    async (_tenant, some) => {
      rows.push(...some)
    },
    () => now,
  )
  const note = (apiKeyId: string, status: number, times: number) => {
    for (let n = 0; n < times; n++)
      log.note({ tenantId: 't', apiKeyId, at: new Date(), method: 'GET', route: '/x', status, ms: 1, requestId: 'r' })
  }
  return { log, note, pass: (ms: number) => (now += ms) }
}

test('of a flood a hundred a minute and key are kept, and a hundred failures more', async () => {
  const rows: Noted[] = []
  const { log, note, pass } = logInto(rows)
  note('a', 200, 5000)
  note('b', 200, 10)
  note('a', 429, 5000)
  await log.flush()
  expect(rows.filter((row) => row.apiKeyId === 'a' && row.status === 200)).toHaveLength(notedPerMinute)
  expect(rows.filter((row) => row.apiKeyId === 'a' && row.status === 429)).toHaveLength(notedPerMinute)
  expect(rows.filter((row) => row.apiKeyId === 'b')).toHaveLength(10)
  pass(60_000)
  note('a', 200, 1)
  await log.flush()
  expect(rows.at(-1)).toMatchObject({ apiKeyId: 'a', status: 200 })
})

test('a fault while writing costs the record and nothing else', async () => {
  const log = requestLog(async () => {
    throw new Error('the database is away')
  })
  log.note({
    tenantId: 't',
    apiKeyId: 'a',
    at: new Date(),
    method: 'GET',
    route: '/x',
    status: 200,
    ms: 1,
    requestId: 'r',
  })
  await expect(log.flush()).resolves.toBeUndefined()
})

test('it is forgotten after a fortnight', async () => {
  const { owner, system, tenantId } = await createTenant()
  await keyFor(owner)
  const [{ id: apiKeyId } = { id: '' }] = (await run(listApiKeys, owner, {})).items
  await inTenant(tenantId, 'write', (db) =>
    db.query(
      `insert into api_requests (tenant_id, id, at, api_key_id, method, route, status, ms, request_id)
       select $1, gen_random_uuid(), now() - n * interval '1 day', $2, 'GET', '/x', 200, 1, 'r' from unnest('{13,15,20}'::int[]) n`,
      [tenantId, apiKeyId],
    ),
  )
  expect(await run(purgeApiRequests, system, {})).toEqual({ more: false, purged: 2 })
  expect((await run(listApiRequests, owner, { apiKeyId })).items).toHaveLength(1)
})
