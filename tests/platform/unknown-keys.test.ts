import { randomBytes } from 'node:crypto'
import { expect, it, vi } from 'vitest'
import { actorOfKey, routeApiKey } from '@/lib/platform/auth/api-key'
import { unknownKeys } from '@/lib/platform/auth/unknown-keys'
import { pool } from '@/lib/platform/db/pools'
import { authenticate } from '@/lib/platform/entrance/authenticate'
import { restOf } from '@/lib/platform/entrance/rest'
import { registry } from '@/lib/registry'
import { setupWorkerDatabase } from '@/tests/support/database'
import { twoSecondsLater } from '@/tests/support/later'
import { createKeyActor, createTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

const guess = () => `cvn_${randomBytes(32).toString('base64url')}`
const answer = (bearer: string, address: string) =>
  actorOfKey(bearer, address).then(
    (actor) => (actor ? 'in' : 'unknown'),
    (e: { code?: string }) => e.code ?? 'fault',
  )

async function makeKey(): Promise<string> {
  const { tenantId } = await createTenant()
  const actor = await createKeyActor(tenantId, 'warehouse')
  return routeApiKey(tenantId, actor.id ?? '')
}

it('of a hundred unknown keys at once from one address twenty are looked up; the others cost no query', async () => {
  const connect = vi.spyOn(pool('auth'), 'connect')
  const answers = await Promise.all(Array.from({ length: 100 }, () => answer(guess(), '203.0.113.1')))
  expect(answers.filter((a) => a === 'unknown')).toHaveLength(20)
  expect(answers.filter((a) => a === 'rate_limited')).toHaveLength(80)
  expect(connect).toHaveBeenCalledTimes(20)
  connect.mockRestore()
  expect(await answer(guess(), '203.0.113.2')).toBe('unknown')
})

it('a key that works is not counted, and goes on working beside somebody who guesses', async () => {
  const keys = await Promise.all(Array.from({ length: 5 }, makeKey))
  const address = '203.0.113.3'
  for (let i = 0; i < 50; i++) expect(await answer(keys[i % 5] ?? '', address)).toBe('in')
  for (let i = 0; i < 20; i++) expect(await answer(guess(), address), `guess ${i + 1}`).toBe('unknown')
  expect(await answer(guess(), address)).toBe('rate_limited')
  // Past the two seconds for which a key's way to its tenant is kept, so that it must be looked up anew.
  twoSecondsLater()
  for (const key of keys) expect(await answer(key, address)).toBe('in')
})

it('a minute later the address may ask again', () => {
  let at = 0
  const unknown = unknownKeys(() => at)
  for (let i = 0; i < 20; i++) unknown.admit('a', `key ${i}`)
  at = 59_000
  expect(() => unknown.admit('a', 'another')).toThrow(expect.objectContaining({ params: { retryAfter: 1 } }))
  at = 60_000
  expect(() => unknown.admit('a', 'another')).not.toThrow()
})

it('over HTTP it is a 429 that says when to come again', async () => {
  const handle = restOf(registry, authenticate)
  const send = () =>
    handle(new Request('http://caravan.test/api/v1/shops', { headers: { authorization: `Bearer ${guess()}` } }))
  const statuses: number[] = []
  for (let i = 0; i < 20; i++) statuses.push((await send()).status)
  expect(new Set(statuses)).toEqual(new Set([401]))
  const refused = await send()
  expect(refused.status).toBe(429)
  const wait = Number(refused.headers.get('retry-after'))
  expect(wait > 0 && wait <= 60).toBe(true)
})
