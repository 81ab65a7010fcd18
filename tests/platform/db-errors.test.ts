import { expect, it } from 'vitest'
import { isRefusal } from '@/lib/kernel/refusal'
import { asRefusal, isUnavailable, sqlState } from '@/lib/platform/db/errors'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'

const db = await setupWorkerDatabase()
const failureOf = (url: string, sql: string, values: unknown[] = []) =>
  withClient(url, (client) => client.query(sql, values)).then(
    () => undefined,
    (e: unknown) => e,
  )

it('a message that no server understands is a fault of ours, not a server that is away', async () => {
  const error = await failureOf(db.DATABASE_URL, 'select $1::int, $2::int', [1])
  expect(sqlState(error)).toBe('08P01')
  expect(isUnavailable(error)).toBe(false)
  expect(asRefusal(error)).toBe(error)
})

it('a pooler that has lost its server says so under the same code: that is a server that is away', () => {
  expect(isUnavailable(Object.assign(new Error('query_wait_timeout'), { code: '08P01' }))).toBe(true)
})

it.each([
  ['nobody listens', () => failureOf('postgres://x:y@127.0.0.1:1/z', 'select 1')],
  ['the connection is ended', () => failureOf(db.DATABASE_URL, 'select pg_terminate_backend(pg_backend_pid())')],
  ['the statement takes too long', () => failureOf(db.DATABASE_URL, `set statement_timeout = 1; select pg_sleep(1)`)],
])('%s: unavailable, to be tried again later', async (_name, failing) => {
  const refusal = asRefusal(await failing())
  expect(isRefusal(refusal) && refusal.code).toBe('unavailable')
})
