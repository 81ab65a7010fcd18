import { beforeAll, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { closeShop } from '@/lib/modules/settings/close-shop'
import { createShop } from '@/lib/modules/settings/create-shop'
import { getShop } from '@/lib/modules/settings/get-shop'
import { listShops } from '@/lib/modules/settings/list-shops'
import { reopenShop } from '@/lib/modules/settings/reopen-shop'
import { shopByCode, shopsById } from '@/lib/modules/settings/resolve-shops'
import { updateShop } from '@/lib/modules/settings/update-shop'
import { inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { Context } from '@/lib/platform/door/context'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createMember, createTenant, type TestTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

const body = { code: 'tmall-1', name: '天猫旗舰店', channel: 'taobao', currency: 'CNY', timeZone: 'Asia/Shanghai' }
let tenant: TestTenant

beforeAll(async () => {
  tenant = await createTenant()
})

const create = (actor: Actor, over = {}) => run(createShop, actor, { ...body, code: `s-${newId()}`, ...over })
const refusal = (code: string, params: object = {}) => ({ code, params: expect.objectContaining(params) })
const wrong = (path: string, code: string) => refusal('invalid', { errors: [{ path, code }] })

test('a shop is created, shown, changed, closed and opened again', async () => {
  const { owner } = await createTenant()
  const shop = await run(createShop, owner, body)
  expect(shop).toMatchObject({ ...body, contact: '', status: 'active', version: 1 })
  expect(await run(getShop, owner, { shopId: shop.id })).toEqual(shop)

  const changed = await run(updateShop, owner, { shopId: shop.id, version: 1, name: '新店名', timeZone: 'Asia/Tokyo' })
  expect(changed).toEqual({ ...shop, name: '新店名', timeZone: 'Asia/Tokyo', version: 2 })

  expect(await run(closeShop, owner, { shopId: shop.id, version: 2 })).toMatchObject({ status: 'closed', version: 3 })
  // Closing again finds what it wanted: no conflict, no new version.
  expect(await run(closeShop, owner, { shopId: shop.id })).toMatchObject({ status: 'closed', version: 3 })
  expect((await run(listShops, owner, { status: 'active' })).items).toEqual([])
  expect(await run(reopenShop, owner, { shopId: shop.id, version: 3 })).toMatchObject({ status: 'active', version: 4 })
})

test('a stale version is refused and told the present one', async () => {
  const shop = await create(tenant.owner)
  await run(updateShop, tenant.owner, { shopId: shop.id, version: 1, name: 'A' })
  await expect(run(updateShop, tenant.owner, { shopId: shop.id, version: 1, name: 'B' })).rejects.toMatchObject(
    refusal('version_conflict', { version: 2 }),
  )
  await expect(run(closeShop, tenant.owner, { shopId: shop.id, version: 1 })).rejects.toMatchObject(
    refusal('version_conflict', { version: 2 }),
  )
  expect(await run(getShop, tenant.owner, { shopId: shop.id })).toMatchObject({ name: 'A', status: 'active' })
})

test('of two changes at once on one version exactly one wins', async () => {
  const shop = await create(tenant.owner)
  const results = await Promise.allSettled(
    ['A', 'B', 'C'].map((name) => run(updateShop, tenant.owner, { shopId: shop.id, version: 1, name })),
  )
  expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1)
})

test('codes are unique per company, told at the field, and free in another', async () => {
  const first = await create(tenant.owner, { code: 'same' })
  await expect(create(tenant.owner, { code: 'same' })).rejects.toMatchObject(wrong('code', 'taken'))
  const other = await create(tenant.owner)
  await expect(run(updateShop, tenant.owner, { shopId: other.id, version: 1, code: 'same' })).rejects.toMatchObject(
    wrong('code', 'taken'),
  )
  const elsewhere = await createTenant()
  expect((await create(elsewhere.owner, { code: 'same' })).id).not.toBe(first.id)
})

test.each([
  ['channel', 'myspace', 'invalid_value'],
  ['currency', 'XXQ', 'unknown_currency'],
  ['timeZone', 'Mars/Olympus', 'unknown_time_zone'],
  ['code', 'has space', 'invalid_format'],
  ['code', 'a,b', 'invalid_format'],
  ['name', '   ', 'too_small'],
  ['name', 'a\u0000b', 'bad_text'],
])('%s %j is refused as %s', async (field, value, code) => {
  await expect(create(tenant.owner, { [field]: value })).rejects.toMatchObject(wrong(field, code))
})

test('S3.39 a member limited to some shops sees only those, and cannot make more', async () => {
  const { tenantId, owner } = await createTenant()
  const mine = await create(owner)
  const other = await create(owner)
  const member = await createMember(tenantId, 'admin', { shopIds: [mine.id] })
  expect((await run(listShops, member, {})).items.map((s) => s.id)).toEqual([mine.id])
  await expect(run(getShop, member, { shopId: other.id })).rejects.toMatchObject(refusal('not_found'))
  await expect(run(updateShop, member, { shopId: other.id, version: 1, name: 'x' })).rejects.toMatchObject(
    refusal('not_found'),
  )
  await expect(run(closeShop, member, { shopId: other.id })).rejects.toMatchObject(refusal('not_found'))
  await expect(create(member)).rejects.toMatchObject(refusal('forbidden', { permission: 'shop.create' }))
  const nobody = await createMember(tenantId, 'admin', { shopIds: [] })
  expect((await run(listShops, nobody, {})).items).toEqual([])
  await inTenant(tenantId, 'read', async (client) => {
    const ctx = new Context(client, member, new Date())
    expect(await shopByCode(ctx, mine.code)).toMatchObject({ id: mine.id, currency: 'CNY', status: 'active' })
    expect(await shopByCode(ctx, other.code)).toBeUndefined()
    expect([...(await shopsById(ctx)).keys()].sort()).toEqual([mine.id, other.id].sort())
  })
})

test("another company's shop, an unknown and a malformed id are answered alike", async () => {
  const foreign = await create((await createTenant()).owner)
  for (const shopId of [foreign.id, newId(), 'nonsense']) {
    await expect(run(getShop, tenant.owner, { shopId })).rejects.toMatchObject(refusal('not_found'))
    await expect(run(updateShop, tenant.owner, { shopId, version: 1, name: 'x' })).rejects.toMatchObject(
      refusal('not_found'),
    )
    await expect(run(reopenShop, tenant.owner, { shopId })).rejects.toMatchObject(refusal('not_found'))
  }
})

test('who may only look may not change', async () => {
  const member = await createMember(tenant.tenantId, 'customer_service')
  await expect(create(member)).rejects.toMatchObject(refusal('forbidden'))
  await expect(run(listShops, member, {})).resolves.toBeDefined()
})

test('pages walk every shop once, newest first', async () => {
  const { owner } = await createTenant()
  const made: string[] = []
  for (let i = 0; i < 7; i++) made.unshift((await create(owner)).id)
  const seen: string[] = []
  let cursor: string | null | undefined
  do {
    const page = await run(listShops, owner, { limit: 3, ...(cursor && { cursor }) })
    seen.push(...page.items.map((s) => s.id))
    cursor = page.nextCursor
  } while (cursor)
  expect(seen).toEqual(made)
  await expect(run(listShops, owner, { cursor: 'WyJ4Il0' })).rejects.toMatchObject(wrong('cursor', 'invalid_cursor'))
})

test('every change leaves an audit row that names the shop', async () => {
  const { tenantId, owner } = await createTenant()
  const shop = await create(owner)
  await run(closeShop, owner, { shopId: shop.id })
  const rows = await inTenant(tenantId, 'read', async (client) => {
    const found = await client.query('select action, refs from audit_log where tenant_id = $1 order by id', [tenantId])
    return found.rows
  })
  expect(rows.slice(-2)).toEqual([
    { action: 'shop.create', refs: [{ type: 'shop', id: shop.id }] },
    { action: 'shop.close', refs: [{ type: 'shop', id: shop.id }] },
  ])
})
