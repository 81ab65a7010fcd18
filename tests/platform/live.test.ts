import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { createRole } from '@/lib/modules/settings/create-role'
import { disableMember } from '@/lib/modules/settings/disable-member'
import { updateMember } from '@/lib/modules/settings/update-member'
import { endSession, openSession } from '@/lib/platform/auth/sessions'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { publish } from '@/lib/platform/live/bus'
import { makeHub } from '@/lib/platform/live/hub'
import { missedSince } from '@/lib/platform/live/missed'
import { eventStream } from '@/lib/platform/live/stream'
import { newsOf } from '@/lib/platform/live/topics'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'
import { ingest, makeShop } from '@/tests/support/orders'
import { createMember, createTenant } from '@/tests/support/tenant'
import { until } from '@/tests/support/until'

const db = await setupWorkerDatabase()
const hub = makeHub()
afterAll(() => hub.close())

/** A session as signing in makes it, for any member: whose user it is does not matter here. */
async function signIn(actor: Actor) {
  const userId = newId()
  await withClient(db.superuserUrl, (client) =>
    client.query('insert into users (id, email, email_key, name) values ($1, $2, $2, $2)', [
      userId,
      `${userId}@x.test`,
    ]),
  )
  const { tenantId } = actor
  const session = await openSession(userId, { tenantId, memberId: actor.id ?? '', slug: '' }, { pending: false })
  return session.id
}

type Ear = { heard: string[]; ended: boolean; hangUp(): void }

function listen(actor: Actor, sid: string, over: { after?: string; hears?: (topic: string) => boolean } = {}): Ear {
  const away = new AbortController()
  const answer = eventStream(
    {
      sid,
      tenantId: actor.tenantId,
      memberId: actor.id ?? '',
      hears: async (topic) => over.hears?.(topic) ?? true,
      after: over.after,
      signal: away.signal,
    },
    hub,
  )
  const ear: Ear = { heard: [], ended: false, hangUp: () => away.abort() }
  void (async () => {
    const decoder = new TextDecoder()
    for await (const bytes of answer?.body ?? []) {
      const text = decoder.decode(bytes)
      ear.heard.push(...[...text.matchAll(/^event: (\w+)$/gm)].map(([, topic = '']) => topic))
    }
    ear.ended = true
  })()
  return ear
}

const heardBy = (ear: Ear, count: number) =>
  until(
    async () => ear.heard,
    (heard) => heard.length >= count,
  )
const ended = (ear: Ear) =>
  until(
    async () => ear.ended,
    (over) => over,
  )
const event = (name: string, payload: Record<string, unknown> = {}) => ({ id: newId(), name, payload })

/** The first line of the process hears of everything as soon as it hears at all; after it the line stands for the others, too. */
beforeAll(async () => {
  const { owner } = await createTenant()
  const first = listen(owner, await signIn(owner))
  await heardBy(first, 3)
  first.hangUp()
  await ended(first)
})

test('what is told while the first line of a process begins to listen is asked for, and so not lost', async () => {
  const { tenantId, owner } = await createTenant()
  const early = makeHub()
  const heard: [string, string][] = []
  const line = {
    sid: await signIn(owner),
    tenantId,
    memberId: owner.id ?? '',
    beat: () => undefined,
    end: () => undefined,
  }
  early.join({ ...line, tell: (topic, id) => heard.push([topic, id]) })
  const lost = { tenantId, id: newId(), topics: { orders: null } }
  await publish(lost)
  const told = await until(
    async () => heard,
    (all) => all.some(([topic, id]) => topic === 'orders' && id === ''),
  )
  expect(told).toContainEqual(['orders', ''])
  // From then on each is heard as it is told.
  const next = { ...lost, id: newId() }
  await publish(next)
  await until(
    async () => heard,
    (all) => all.some(([, id]) => id === next.id),
  )
  expect(heard).toContainEqual(['orders', next.id])
  await early.close()
})

test('news goes to the tenant it is of, and what is one member’s own to that member alone', async () => {
  const [mine, other] = [await createTenant(), await createTenant()]
  const clerk = await createMember(mine.tenantId, 'customer_service')
  const deaf = await createMember(mine.tenantId, 'purchaser')
  const [a, b, c] = [
    listen(mine.owner, await signIn(mine.owner)),
    listen(clerk, await signIn(clerk)),
    listen(other.owner, await signIn(other.owner)),
  ]
  const d = listen(deaf, await signIn(deaf), { hears: (topic) => topic !== 'orders' })
  const events = [event('orders.created'), event('bulk.finished', { ownerId: clerk.id }), event('stock.increased')]
  const news = newsOf(mine.tenantId, events)
  if (!news) throw new Error('no news')
  await publish(news)
  expect(await heardBy(b, 2)).toEqual(['orders', 'bulk'])
  expect(await heardBy(a, 1)).toEqual(['orders'])
  expect([c.heard, d.heard]).toEqual([[], []])
  expect(newsOf(mine.tenantId, [event('stock.increased')])).toBeUndefined()
  for (const ear of [a, b, c, d]) ear.hangUp()
  await Promise.all([a, b, c, d].map(ended))
  expect(hub.size()).toBe(0)
})

describe('a line ends within five seconds', () => {
  test('when its session ends, its member is disabled, or gets another role or scope', async () => {
    const { tenantId, owner } = await createTenant()
    const shop = await makeShop(owner)
    const members = await Promise.all([1, 2, 3, 4].map(() => createMember(tenantId, 'customer_service')))
    const sids = await Promise.all(members.map(signIn))
    const ears = members.map((member, i) => listen(member, sids[i] ?? ''))
    const stays = listen(owner, await signIn(owner))
    // One look at everybody first: changes are told apart from what was there.
    await new Promise((done) => setTimeout(done, 2500))
    expect(ears.map((ear) => ear.ended)).toEqual([false, false, false, false])

    const began = performance.now()
    const id = (i: number) => members[i]?.id ?? ''
    await endSession(sids[0] ?? '')
    await run(disableMember, owner, { memberId: id(1) })
    await run(updateMember, owner, { memberId: id(2), role: 'warehouse', version: 1 })
    await run(updateMember, owner, { memberId: id(3), shopIds: [shop.id], version: 1 })
    await Promise.all(ears.map(ended))
    expect(performance.now() - began).toBeLessThan(5000)
    expect(stays.ended).toBe(false)
    stays.hangUp()
  }, 15_000)

  test('when the rights of its role change', async () => {
    const { tenantId, owner } = await createTenant()
    const role = await run(createRole, owner, { code: 'looker', name: 'Looker', permissions: ['order.list'] })
    const member = await createMember(tenantId, 'looker')
    const ear = listen(member, await signIn(member))
    await new Promise((done) => setTimeout(done, 2500))
    const began = performance.now()
    await withClient(db.superuserUrl, (client) =>
      client.query('delete from role_permissions where tenant_id = $1 and role_id = $2', [tenantId, role.id]),
    )
    await ended(ear)
    expect(performance.now() - began).toBeLessThan(5000)
  }, 15_000)
})

test('a session has four lines at most: the oldest gives way', async () => {
  const { owner } = await createTenant()
  const sid = await signIn(owner)
  const ears = [1, 2, 3, 4, 5].map(() => listen(owner, sid))
  const [first, ...rest] = ears
  if (!first) throw new Error('no line')
  await ended(first)
  expect(rest.map((ear) => ear.ended)).toEqual([false, false, false, false])
  for (const ear of ears) ear.hangUp()
})

test('a line that broke hears what it missed: by the last event, or of everything when nobody can tell', async () => {
  const { tenantId, owner } = await createTenant()
  const old = newId()
  expect(await missedSince(tenantId, old, new Date())).toEqual(['bulk', 'notices'])
  const shop = await makeShop(owner)
  await ingest(owner, shop.code, [{ at: '2026-11-01T00:00:00Z', lines: [{ sku: 'X', quantity: 1, price: '1.00' }] }])
  expect(await missedSince(tenantId, old, new Date())).toEqual(['orders', 'bulk', 'notices'])
  expect(await missedSince(tenantId, old, new Date(Date.now() + 3_600_000))).toHaveLength(3)
  expect(await missedSince(tenantId, 'nonsense', new Date())).toHaveLength(3)
  const ear = listen(owner, await signIn(owner), { after: old })
  expect((await heardBy(ear, 3)).sort()).toEqual(['bulk', 'notices', 'orders'])
  ear.hangUp()
})

test('the line comes back when the database’s connection was cut, and then tells of everything', async () => {
  const { owner, tenantId } = await createTenant()
  const ear = listen(owner, await signIn(owner))
  await withClient(db.superuserUrl, (client) =>
    client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'caravan-live' and datname = $1`,
      [db.name],
    ),
  )
  expect((await heardBy(ear, 3)).sort()).toEqual(['bulk', 'notices', 'orders'])
  ear.heard.length = 0
  await publish({ tenantId, id: newId(), topics: { orders: null } })
  expect(await heardBy(ear, 1)).toEqual(['orders'])
  ear.hangUp()
})
