import { expect, test } from 'vitest'
import { ingestReturns } from '@/lib/modules/aftersales/ingest-returns'
import { listReturnRequests } from '@/lib/modules/aftersales/list-return-requests'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'

await setupWorkerDatabase()

const sold = (no: string, quantity: number, day: string, nick = '茶友小王') =>
  incoming(no, 'CUP-1', quantity, {
    status: 'delivered',
    createdAt: `2026-11-${day}T08:00:00+08:00`,
    modifiedAt: `2026-11-${day}T08:00:00+08:00`,
    buyer: { nick },
  })

const back = (no: string, quantity: number, changes: Record<string, unknown> = {}) => ({
  ...{
    channelReturnNo: no,
    channelLineNo: '1',
    buyerNick: '茶友小王',
    sellerSku: 'cup-1',
    quantity,
    unitPrice: '20.00',
  },
  requestedAt: '2026-11-20T08:00:00+08:00',
  ...changes,
})

async function take(tenant: TestShop, ...returns: object[]) {
  const { results } = await run(ingestReturns, tenant.owner, { shopCode: 'tmall', returns })
  return results.map(({ outcome, error }) => error?.errors.map((e) => `${e.path} ${e.code}`.trim()).join() ?? outcome)
}

const listed = async (tenant: TestShop) =>
  (await run(listReturnRequests, tenant.owner, {})).items.map((r) => [r.channelOrderNo, r.quantity, r.amount]).sort()

test('a return goes to the newest sale first, over several where one is not enough, and never beyond what was sold', async () => {
  const tenant = await createShopWithStock({ 'CUP-1': 0 })
  const orders = [sold('S1', 3, '10'), sold('S2', 2, '12'), sold('S3', 9, '25'), sold('S4', 9, '11', 'somebody else')]
  await run(ingestOrders, tenant.owner, { shopCode: 'tmall', orders })
  expect(await take(tenant, back('R1', 4))).toEqual(['created'])
  expect(await listed(tenant)).toEqual([
    ['S1', 2, '40.00'],
    ['S2', 2, '40.00'],
  ])
  expect(await take(tenant, back('R1', 4), back('R2', 2), back('R3', 1))).toEqual([
    'unchanged',
    'quantity more_than_sold',
    'created',
  ])
  expect((await listed(tenant)).filter(([no]) => no === 'S1')).toEqual([
    ['S1', 1, '20.00'],
    ['S1', 2, '40.00'],
  ])
  const found = async (filter: object) => (await run(listReturnRequests, tenant.owner, filter)).items.length
  expect(await Promise.all([found({ state: 'requested' }), found({ state: 'returned' })])).toEqual([3, 0])
  expect(await Promise.all([found({ shopCode: 'tmall' }), found({ shopCode: 'no-such-shop' })])).toEqual([3, 0])
})

test('without its sale it is refused with the reason, one by one', async () => {
  const tenant = await createShopWithStock({ 'CUP-1': 0 })
  await run(ingestOrders, tenant.owner, { shopCode: 'tmall', orders: [sold('S1', 3, '10')] })
  expect(
    await take(
      tenant,
      back('R1', 1, { buyerNick: '' }),
      back('R2', 1, { buyerNick: 'nobody' }),
      back('R3', 1, { sellerSku: 'CUP-2' }),
      back('R4', 1, { requestedAt: '2026-11-09T08:00:00+08:00' }),
      back('R5', 0),
      back('R6', 1),
    ),
  ).toEqual(['no_sale', 'no_sale', 'no_sale', 'no_sale', 'quantity too_small', 'created'])
  const elsewhere = await createMember(tenant.tenantId, 'customer_service', { shopIds: [tenant.warehouseId] })
  expect((await run(listReturnRequests, elsewhere, {})).items).toEqual([])
  const refused = run(ingestReturns, elsewhere, { shopCode: 'tmall', returns: [] })
  await expect(refused).rejects.toMatchObject({ code: 'invalid' })
})
