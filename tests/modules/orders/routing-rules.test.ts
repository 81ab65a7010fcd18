import { expect, it } from 'vitest'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { getOrder } from '@/lib/modules/orders/get-order'
import { getRuleTraces } from '@/lib/modules/orders/get-rule-traces'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { run } from '@/lib/platform/door/run'
import { arrive, brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { goLive, rule } from '@/tests/support/rules'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'

await setupWorkerDatabase()

async function stock(shop: TestShop, warehouseCode: string, quantity: number, priority?: number) {
  if (priority !== undefined)
    await run(createWarehouse, shop.owner, { code: warehouseCode, name: warehouseCode, kind: 'own', priority })
  if (quantity === 0) return
  const lines = [{ skuCode: 'TEA', quantity, unitCost: '10.00' }]
  await run(adjustStock, shop.owner, { warehouseCode, reason: 'opening', lines })
}

/** HZ (priority 100) with 10, SH (200) with 10, GZ (300) with none. */
async function threeWarehouses(): Promise<TestShop> {
  const shop = await createShopWithStock({ TEA: 10 })
  await stock(shop, 'SH', 10, 200)
  await stock(shop, 'GZ', 0, 300)
  return shop
}

async function allocated(shop: TestShop, order: unknown) {
  const [orderId] = await arrive(shop, [order])
  await run(reviewOrder, shop.owner, { orderId, decision: 'approve' })
  await run(allocateOrders, shop.system, {})
  return run(getOrder, shop.owner, { orderId })
}

const reasons = (order: { allocation: { candidates: { warehouseCode: string; reason: string }[] } | null }) =>
  Object.fromEntries((order.allocation?.candidates ?? []).map((c) => [c.warehouseCode, c.reason]))

it('a rule prefers a warehouse among those that have everything, and the explanation says why the others lost', async () => {
  const shop = await threeWarehouses()
  const plain = await allocated(shop, incoming('1', 'TEA'))
  expect(plain.fulfilments[0]?.warehouseCode).toBe('HZ')
  expect(plain.allocation?.route).toBeUndefined()
  const version = await goLive(shop.owner, 'routing', [
    rule('east', {
      name: 'East from Shanghai',
      when: [[{ field: 'province', op: 'in', values: ['浙江', '上海'] }]],
      actions: [{ type: 'prefer', warehouseCodes: ['GZ', 'SH'] }],
    }),
  ])
  const order = await allocated(shop, incoming('2', 'TEA'))
  expect(order.fulfilments[0]?.warehouseCode).toBe('SH')
  expect(reasons(order)).toEqual({ SH: 'chosen', HZ: 'not_preferred', GZ: 'short' })
  expect(order.allocation?.route).toMatchObject({ version, rules: ['East from Shanghai'], prefer: ['GZ', 'SH'] })
  const { items } = await run(getRuleTraces, shop.owner, { orderId: order.id })
  expect(items).toMatchObject([{ kind: 'routing', version, cause: 'allocation', rules: [{ matched: true }] }])
  expect(await brokenInvariants(shop)).toEqual([])
})

it('a rule keeps an order from warehouses, also while it waits, until the rules are published anew', async () => {
  const shop = await threeWarehouses()
  await goLive(shop.owner, 'routing', [
    rule('south', {
      when: [[{ field: 'units', op: 'gte', value: '1' }]],
      actions: [{ type: 'only', warehouseCodes: ['GZ', 'SH'] }],
    }),
    rule('not-sh', { actions: [{ type: 'avoid', warehouseCodes: ['SH'] }] }),
    rule('late', { actions: [{ type: 'only', warehouseCodes: ['HZ'] }] }),
  ])
  const order = await allocated(shop, incoming('1', 'TEA'))
  expect(order.state).toBe('awaiting_purchase')
  expect(reasons(order)).toEqual({ GZ: 'short', HZ: 'excluded_by_rule', SH: 'excluded_by_rule' })
  expect(order.allocation?.route).toMatchObject({ only: ['GZ', 'SH'], avoid: ['SH'], rules: ['south', 'not-sh'] })

  // Goods where it may not leave from do not even make it a candidate: it would stand in the way of others for ever.
  await stock(shop, 'HZ', 5)
  expect(await run(allocateOrders, shop.system, {})).toEqual({ more: false })
  expect((await run(getOrder, shop.owner, { orderId: order.id })).version).toBe(order.version)

  await goLive(shop.owner, 'routing', [])
  await drainAll(shop.tenantId)
  await run(allocateOrders, shop.system, {})
  const free = await run(getOrder, shop.owner, { orderId: order.id })
  expect([free.state, free.fulfilments[0]?.warehouseCode]).toEqual(['awaiting_shipment', 'HZ'])
  expect(await brokenInvariants(shop)).toEqual([])
})

it('a rule keeps an order whole where the company splits', async () => {
  const shop = await threeWarehouses()
  const { owner } = shop
  const splitting = { ...owner.tenant, settings: { ...owner.tenant.settings, splitOrders: 'when_short' as const } }
  const both = { ...shop, owner: { ...owner, tenant: splitting }, system: { ...shop.system, tenant: splitting } }
  await goLive(owner, 'routing', [
    rule('gift', { when: [[{ field: 'hasNote', op: 'is', value: true }]], actions: [{ type: 'keep_whole' }] }),
  ])
  const lines = (no: string) => ({
    lines: ['1', '2'].map((channelLineNo) => ({ ...incoming(no, 'TEA').lines[0], channelLineNo, quantity: 8 })),
    total: '320.00',
    paid: '320.00',
  })
  const whole = await allocated(both, incoming('1', 'TEA', 1, { ...lines('1'), buyerNote: 'a gift' }))
  expect([whole.state, whole.allocation?.route?.keepWhole]).toEqual(['awaiting_purchase', true])
  const split = await allocated(both, incoming('2', 'TEA', 1, lines('2')))
  expect([split.state, split.fulfilments.length]).toEqual(['awaiting_shipment', 2])
})
