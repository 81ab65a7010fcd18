import { beforeAll, describe, expect, it, vi } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { forgetActors } from '@/lib/platform/auth/actors'
import { routeApiKey } from '@/lib/platform/auth/api-key'
import type { Actor } from '@/lib/platform/door/actor'
import { authenticate } from '@/lib/platform/entrance/authenticate'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createKeyActor, createTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

// Next alone knows the cookies of a request; who a cookie belongs to is tested with the sessions.
const session = vi.hoisted(() => ({ actor: undefined as unknown }))
vi.mock('@/lib/platform/auth/session', () => ({ currentActor: async () => session.actor }))

let actor: Actor
let key = ''

beforeAll(async () => {
  const { tenantId, owner } = await createTenant()
  actor = await createKeyActor(tenantId, 'warehouse')
  key = await routeApiKey(tenantId, actor.id ?? '')
  session.actor = owner
})

const send = (headers: Record<string, string>, method = 'GET') =>
  authenticate(new Request('http://caravan.test/', { method, headers }))
const cookie = { cookie: 'session=x', 'sec-fetch-site': 'same-origin' }

describe('a key', () => {
  it('acts as itself, whatever the method', async () => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      expect(await send({ authorization: `Bearer ${key}` }, method)).toMatchObject({
        kind: 'key',
        id: actor.id,
        role: 'warehouse',
      })
    }
    expect(await send({ authorization: `bearer  ${key} ` })).toMatchObject({ id: actor.id })
  })

  it.each([
    '',
    'Bearer',
    'Bearer ',
    'Basic eDp5',
    'Bearer x',
    'Bearer cvn_',
    `Bearer ${'x'.repeat(600)}`,
    'Bearer a b',
  ])('%j is none', async (authorization) => {
    expect(await send({ authorization })).toBeUndefined()
  })

  it('that is wrong is not helped by a session beside it', async () => {
    expect(await send({ ...cookie, authorization: `Bearer cvn_${'x'.repeat(43)}` })).toBeUndefined()
  })

  it('of another company’s row opens nothing', async () => {
    const { tenantId } = await createTenant()
    const stray = await routeApiKey(tenantId, actor.id ?? newId())
    forgetActors()
    expect(await send({ authorization: `Bearer ${stray}` })).toBeUndefined()
  })
})

describe('a session', () => {
  it('reads from our own pages', async () => {
    expect(await send(cookie)).toMatchObject({ kind: 'member' })
    expect(await send(cookie, 'HEAD')).toMatchObject({ kind: 'member' })
  })

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('never changes anything here: %s', async (method) => {
    expect(await send(cookie, method)).toBeUndefined()
  })

  it.each(['cross-site', 'same-site', 'none', ''])('does not read from elsewhere: %j', async (site) => {
    expect(await send({ ...cookie, 'sec-fetch-site': site })).toBeUndefined()
  })

  it('does not read for who does not say from where', async () => {
    expect(await send({ cookie: 'session=x' })).toBeUndefined()
  })
})
