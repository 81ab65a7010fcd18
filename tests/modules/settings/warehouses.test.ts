import { beforeAll, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { closeWarehouse } from '@/lib/modules/settings/close-warehouse'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { getWarehouse } from '@/lib/modules/settings/get-warehouse'
import { listWarehouses } from '@/lib/modules/settings/list-warehouses'
import { reopenWarehouse } from '@/lib/modules/settings/reopen-warehouse'
import { warehouseByCode, warehousesById, warehousesByPriority } from '@/lib/modules/settings/resolve-warehouses'
import { updateWarehouse } from '@/lib/modules/settings/update-warehouse'
import { inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { Context } from '@/lib/platform/door/context'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createMember, createTenant, type TestTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

let tenant: TestTenant
beforeAll(async () => {
  tenant = await createTenant()
})

const create = (actor: Actor, over = {}) =>
  run(createWarehouse, actor, { code: `w-${newId()}`, name: '杭州仓', kind: 'own', ...over })
const refusal = (code: string, params: object = {}) => ({ code, params: expect.objectContaining(params) })
const wrong = (path: string, code: string) => refusal('invalid', { errors: [{ path, code }] })
const inContext = <T>(actor: Actor, work: (ctx: Context) => Promise<T>) =>
  inTenant(actor.tenantId, 'read', (client) => work(new Context(client, actor, new Date())))

test('a warehouse comes with its default bin', async () => {
  const made = await create(tenant.owner, { code: 'hz' })
  expect(made).toMatchObject({ code: 'hz', kind: 'own', priority: 100, contact: '', status: 'active', version: 1 })
  expect(await run(getWarehouse, tenant.owner, { warehouseId: made.id })).toEqual(made)
  const bins = await inTenant(tenant.tenantId, 'read', (client) =>
    client.query('select id, code, is_default from bins where tenant_id = $1 and warehouse_id = $2', [
      tenant.tenantId,
      made.id,
    ]),
  )
  expect(bins.rows).toEqual([{ id: expect.any(String), code: 'DEFAULT', is_default: true }])
  expect(await inContext(tenant.owner, (ctx) => warehouseByCode(ctx, 'hz'))).toMatchObject({
    id: made.id,
    code: 'hz',
    name: '杭州仓',
    priority: 100,
    regions: [],
    status: 'active',
    defaultBinId: bins.rows[0].id,
  })
})

test('a taken code leaves no half-made warehouse', async () => {
  await create(tenant.owner, { code: 'twice' })
  await expect(create(tenant.owner, { code: 'twice' })).rejects.toMatchObject(wrong('code', 'taken'))
  await expect(create(tenant.owner, { kind: 'garage' })).rejects.toMatchObject(wrong('kind', 'invalid_value'))
})

test('active warehouses are asked by priority, then code', async () => {
  const { owner } = await createTenant()
  for (const [code, priority] of [
    ['b', 20],
    ['c', 10],
    ['a', 20],
    ['z', 1],
  ] as const)
    await create(owner, { code, priority })
  const z = (await run(listWarehouses, owner, {})).items.find((w) => w.code === 'z')
  await run(closeWarehouse, owner, { warehouseId: z?.id })
  const order = await inContext(owner, warehousesByPriority)
  expect(order.map((w) => w.code)).toEqual(['c', 'a', 'b'])
  expect((await inContext(owner, warehousesById)).size).toBe(4)
})

test.each([
  ['goods on the shelf', 'on_hand', 1],
  ['goods on their way', 'incoming', 1],
])('a warehouse with %s cannot be closed', async (_what, column, quantity) => {
  const { tenantId, owner } = await createTenant()
  const warehouse = await create(owner)
  const product = await run(createProduct, owner, { name: 'P', skus: [{ code: 'X' }] })
  const set = (n: number) =>
    inTenant(tenantId, 'write', (client) =>
      client.query(
        `insert into stock_balances (tenant_id, sku_id, warehouse_id, ${column}) values ($1, $2, $3, $4)
         on conflict (tenant_id, sku_id, warehouse_id) do update set ${column} = $4`,
        [tenantId, product.skus[0]?.id, warehouse.id, n],
      ),
    )
  await set(quantity)
  await expect(run(closeWarehouse, owner, { warehouseId: warehouse.id })).rejects.toMatchObject(
    wrong('id', 'has_stock'),
  )
  await set(0)
  expect(await run(closeWarehouse, owner, { warehouseId: warehouse.id })).toMatchObject({
    status: 'closed',
    version: 2,
  })
  expect(await run(reopenWarehouse, owner, { warehouseId: warehouse.id, version: 2 })).toMatchObject({
    status: 'active',
  })
})

test('changes need the present version', async () => {
  const made = await create(tenant.owner)
  const changed = await run(updateWarehouse, tenant.owner, {
    warehouseId: made.id,
    version: 1,
    priority: 5,
    kind: 'platform',
  })
  expect(changed).toEqual({ ...made, priority: 5, kind: 'platform', version: 2 })
  await expect(
    run(updateWarehouse, tenant.owner, { warehouseId: made.id, version: 1, priority: 6 }),
  ).rejects.toMatchObject(refusal('version_conflict', { version: 2 }))
})

test('scope and foreign companies: what is not seen does not exist', async () => {
  const { tenantId, owner } = await createTenant()
  const mine = await create(owner)
  const other = await create(owner)
  const member = await createMember(tenantId, 'admin', { warehouseIds: [mine.id] })
  expect((await run(listWarehouses, member, {})).items.map((w) => w.id)).toEqual([mine.id])
  await expect(create(member)).rejects.toMatchObject(refusal('forbidden'))
  expect(await inContext(member, (ctx) => warehouseByCode(ctx, other.code))).toBeUndefined()
  const foreign = await create(tenant.owner)
  for (const warehouseId of [other.id, foreign.id, newId(), 'nonsense']) {
    await expect(run(getWarehouse, member, { warehouseId })).rejects.toMatchObject(refusal('not_found'))
    await expect(run(updateWarehouse, member, { warehouseId, version: 1, name: 'x' })).rejects.toMatchObject(
      refusal('not_found'),
    )
    await expect(run(closeWarehouse, member, { warehouseId })).rejects.toMatchObject(refusal('not_found'))
  }
})
