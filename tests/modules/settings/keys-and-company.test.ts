import { expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { createApiKey } from '@/lib/modules/settings/create-api-key'
import { createShop } from '@/lib/modules/settings/create-shop'
import { disableApiKey } from '@/lib/modules/settings/disable-api-key'
import { getApiKey } from '@/lib/modules/settings/get-api-key'
import { getCompany } from '@/lib/modules/settings/get-company'
import { getRole } from '@/lib/modules/settings/get-role'
import { listApiKeys } from '@/lib/modules/settings/list-api-keys'
import { listAudit } from '@/lib/modules/settings/list-audit'
import { listRoles } from '@/lib/modules/settings/list-roles'
import { updateCompany } from '@/lib/modules/settings/update-company'
import { memberActor } from '@/lib/platform/auth/actors'
import { actorOfKey } from '@/lib/platform/auth/api-key'
import { inAuth } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { twoSecondsLater } from '@/tests/support/later'
import { createShopWithStock } from '@/tests/support/shop'
import { createMember, createTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (e: { code?: string; params?: { errors?: { path: string; code: string }[] } }) =>
      e.params?.errors?.map((error) => `${error.path}:${error.code}`).join() ?? e.code ?? String(e),
  )

test('S3.4 a key is told once, opens its company with its role, and is kept as a hash', async () => {
  const { owner, tenantId } = await createTenant()
  const made = await run(createApiKey, owner, { name: 'ERP bridge', role: 'warehouse' })
  expect(made.key).toMatch(/^cvn_[\w-]{43}$/)
  expect(made.hint).toBe(made.key.slice(-4))
  expect(await actorOfKey(made.key, '203.0.113.9')).toMatchObject({
    kind: 'key',
    id: made.id,
    tenantId,
    role: 'warehouse',
    name: 'ERP bridge',
  })
  const listed = await run(listApiKeys, owner, {})
  expect(listed.items).toMatchObject([{ id: made.id, state: 'active', role: 'warehouse' }])
  expect(JSON.stringify(listed)).not.toContain(made.key)
  const { rows } = await inAuth((c) => c.query('select key_hash from api_key_routes where api_key_id = $1', [made.id]))
  expect(rows).toHaveLength(1)
  expect(rows[0].key_hash.toString('latin1')).not.toContain(made.key)
})

test('S3.4 anything but a living key opens nothing', async () => {
  const { owner, tenantId } = await createTenant()
  const { key, id } = await run(createApiKey, owner, { name: 'K', role: 'sales' })
  for (const bad of ['', 'cvn_', key.slice(0, -1), `${key}A`, key.toUpperCase(), `cvn_${'A'.repeat(43)}`]) {
    expect(await actorOfKey(bad, '203.0.113.9'), bad).toBeUndefined()
  }
  expect(await actorOfKey(key, '203.0.113.9')).toBeDefined()
  expect(await run(disableApiKey, owner, { apiKeyId: id })).toMatchObject({ state: 'disabled', version: 2 })
  twoSecondsLater()
  expect(await actorOfKey(key, '203.0.113.9')).toBeUndefined()
  const second = await run(createApiKey, owner, { name: 'K2', role: 'sales' })
  await inAuth((c) => c.query("update tenants set status = 'closed' where id = $1", [tenantId]))
  expect(await actorOfKey(second.key, '203.0.113.9')).toBeUndefined()
})

test('a key gives no more than its maker has, and belongs to one company', async () => {
  const { owner, tenantId } = await createTenant()
  const place = { channel: 'manual', currency: 'CNY', timeZone: 'Asia/Shanghai' }
  const shop = await run(createShop, owner, { code: 'S1', name: 'S1', ...place })
  const admin = await createMember(tenantId, 'admin', { shopIds: [shop.id] })
  expect(await refusal(run(createApiKey, admin, { name: 'K', role: 'owner' }))).toBe('forbidden')
  expect(await refusal(run(createApiKey, admin, { name: 'K', role: 'sales', shopIds: null }))).toBe(
    'shopIds:out_of_scope',
  )
  const key = await run(createApiKey, admin, { name: 'K', role: 'sales' })
  expect(key.shopIds).toEqual([shop.id])
  expect((await actorOfKey(key.key, '203.0.113.9'))?.scope.shopIds).toEqual([shop.id])
  const clerk = await createMember(tenantId, 'customer_service')
  expect(await refusal(run(createApiKey, clerk, { name: 'K', role: 'customer_service' }))).toBe('forbidden')
  const other = await createTenant()
  expect(await refusal(run(getApiKey, other.owner, { apiKeyId: key.id }))).toBe('not_found')
  expect(await refusal(run(disableApiKey, other.owner, { apiKeyId: key.id }))).toBe('not_found')
})

test('the same Idempotency-Key makes one API key and tells the same text', async () => {
  const { owner } = await createTenant()
  const input = { name: 'Once', role: 'sales' }
  const first = await run(createApiKey, owner, input, { idempotencyKey: 'k1' })
  expect(await run(createApiKey, owner, input, { idempotencyKey: 'k1' })).toEqual(first)
  expect((await run(listApiKeys, owner, {})).items).toHaveLength(1)
})

test('S3.46 the eight roles are there with their permissions', async () => {
  const { owner, tenantId } = await createTenant()
  const { items } = await run(listRoles, owner, {})
  expect(items.map((role) => role.code).reverse()).toEqual([
    'owner',
    'admin',
    'customer_service',
    'purchaser',
    'logistics',
    'warehouse',
    'sales',
    'finance',
  ])
  expect(items.find((role) => role.code === 'owner')).toMatchObject({ permissions: ['*'], members: 1, builtIn: true })
  expect(await run(getRole, owner, { roleId: items[0]?.id })).toEqual(items[0])
  const other = await createTenant()
  expect(await refusal(run(getRole, other.owner, { roleId: items[0]?.id }))).toBe('not_found')
  expect(await refusal(run(listRoles, await createMember(tenantId, 'finance'), {}))).toBe('forbidden')
})

test('company settings change and are seen by the next actor', async () => {
  const { owner, tenantId } = await createTenant()
  expect(await run(getCompany, owner, {})).toMatchObject({
    reviewWaitMinutes: 0,
    financeReview: false,
    currencyMayChange: true,
    version: 1,
  })
  const changed = await run(updateCompany, owner, {
    name: '新名字',
    currency: 'JPY',
    timeZone: 'Asia/Tokyo',
    reviewWaitMinutes: 15,
    version: 1,
  })
  expect(changed).toMatchObject({
    name: '新名字',
    currency: 'JPY',
    timeZone: 'Asia/Tokyo',
    reviewWaitMinutes: 15,
    financeReview: false,
    version: 2,
  })
  twoSecondsLater()
  const again = await memberActor(tenantId, owner.id ?? '')
  expect(again?.tenant).toEqual({
    name: '新名字',
    currency: 'JPY',
    timeZone: 'Asia/Tokyo',
    settings: expect.objectContaining({ reviewWaitMinutes: 15, financeReview: false, costMethod: 'fifo' }),
  })
  expect(await refusal(run(updateCompany, owner, { name: 'late', version: 1 }))).toBe('version_conflict')
  expect(await refusal(run(updateCompany, owner, { currency: 'XXX', timeZone: 'Mars/Olympus', version: 2 }))).toBe(
    'currency:unknown_currency,timeZone:unknown_time_zone',
  )
  expect(await refusal(run(updateCompany, await createMember(tenantId, 'finance'), { name: 'x', version: 2 }))).toBe(
    'forbidden',
  )
})

test('once there is an order the currency stays', async () => {
  const { owner } = await createTenant()
  const shop = await run(createShop, owner, {
    code: 'S1',
    name: 'S1',
    channel: 'manual',
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
  })
  const at = '2026-11-11T00:01:02+08:00'
  const { results } = await run(ingestOrders, owner, {
    shopCode: shop.code,
    orders: [
      {
        channelOrderNo: 'C1',
        status: 'paid',
        createdAt: at,
        paidAt: at,
        modifiedAt: at,
        currency: 'CNY',
        buyer: {},
        address: {
          name: '张三',
          phone: '13800138000',
          country: 'CN',
          province: '',
          city: '',
          district: '',
          line1: 'x',
          postcode: '',
        },
        lines: [{ channelLineNo: '1', sellerSku: 'A', title: 'A', quantity: 1, unitPrice: '1.00', discount: '0.00' }],
        shippingFee: '0.00',
        discount: '0.00',
        total: '1.00',
        paid: '1.00',
      },
    ],
  })
  expect(results).toMatchObject([{ outcome: 'created' }])
  expect((await run(getCompany, owner, {})).currencyMayChange).toBe(false)
  expect(await refusal(run(updateCompany, owner, { currency: 'USD', version: 1 }))).toBe('currency:in_use')
  expect(await run(updateCompany, owner, { currency: 'CNY', financeReview: true, version: 1 })).toMatchObject({
    currency: 'CNY',
    financeReview: true,
  })
})

test('how goods are valued is chosen before the first of them moves, and so is the currency of their value', async () => {
  const shop = await createShopWithStock({ TEA: 0 })
  const { owner } = shop
  const chosen = await run(updateCompany, owner, { costMethod: 'moving_average', version: 1 })
  expect(chosen).toMatchObject({ costMethod: 'moving_average', costMethodMayChange: true, currencyMayChange: true })
  const lines = [{ skuCode: 'TEA', quantity: 1, unitCost: '1.00' }]
  await run(adjustStock, owner, { warehouseCode: 'HZ', reason: 'opening', lines })
  expect(await run(getCompany, owner, {})).toMatchObject({ costMethodMayChange: false, currencyMayChange: false })
  expect(await refusal(run(updateCompany, owner, { costMethod: 'fifo', version: 2 }))).toBe('costMethod:has_movements')
  expect(await refusal(run(updateCompany, owner, { currency: 'USD', version: 2 }))).toBe('currency:in_use')
  expect(await run(updateCompany, owner, { costMethod: 'moving_average', version: 2 })).toMatchObject({ version: 3 })
})

test('the audit list says who did what, newest first, page by page, by action', async () => {
  const { owner, tenantId } = await createTenant()
  await run(createApiKey, owner, { name: 'A', role: 'sales' })
  await run(updateCompany, owner, { reviewWaitMinutes: 5, version: 1 }, { requestId: 'r-1' })
  await run(createApiKey, owner, { name: 'B', role: 'sales' })
  const all = await run(listAudit, owner, {})
  expect(all.items.map((row) => row.action)).toEqual(['api-key.create', 'company.update', 'api-key.create'])
  expect(all.items[1]).toMatchObject({
    actor: { kind: 'member', id: owner.id, name: 'Owner' },
    refs: [{ type: 'company', id: tenantId }],
    detail: { reviewWaitMinutes: 5 },
    requestId: 'r-1',
  })
  const first = await run(listAudit, owner, { limit: 2 })
  const second = await run(listAudit, owner, { limit: 2, cursor: first.nextCursor })
  expect([...first.items, ...second.items]).toEqual(all.items)
  expect((await run(listAudit, owner, { action: 'company.update' })).items).toHaveLength(1)
  expect((await run(listAudit, owner, { action: 'api-key.*' })).items).toHaveLength(2)
  expect((await run(listAudit, owner, { actorId: newId() })).items).toHaveLength(0)
  const other = await createTenant()
  expect((await run(listAudit, other.owner, {})).items).toHaveLength(0)
  expect(await refusal(run(listAudit, await createMember(tenantId, 'warehouse'), {}))).toBe('forbidden')
  expect((await run(listAudit, await createMember(tenantId, 'finance'), {})).items).toHaveLength(3)
  for (const scope of [{ shopIds: [newId()] }, { warehouseIds: [newId()] }]) {
    expect(await refusal(run(listAudit, await createMember(tenantId, 'finance', scope), {}))).toBe('forbidden')
  }
})
