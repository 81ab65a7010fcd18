import { beforeAll, expect, test } from 'vitest'
import { ingestReturns } from '@/lib/modules/aftersales/ingest-returns'
import { receiveReturn } from '@/lib/modules/aftersales/receive-return'
import { returnInvariants } from '@/lib/modules/dispatch/internal/return-invariants'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { ordered } from '@/tests/support/batches'
import { brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'

const db = await setupWorkerDatabase()
let shop: TestShop

/** Three cups left, one of them is back. */
beforeAll(async () => {
  shop = await createShopWithStock({ CUP: 3 })
  const { fulfilmentId } = await ordered(shop, 'S1', 'CUP', 3)
  await run(shipFulfilment, shop.owner, { fulfilmentId, carrierCode: 'sf', trackingNo: 'SF0001' })
  const back = { channelReturnNo: 'R1', channelLineNo: '1', buyerNick: '茶友小王', sellerSku: 'CUP', quantity: 1 }
  const returns = [{ ...back, unitPrice: '20.00', requestedAt: '2026-11-20T08:00:00+08:00' }]
  const { results } = await run(ingestReturns, shop.owner, { shopCode: 'tmall', returns })
  const returnRequestId = results[0]?.returnRequestIds[0]
  await run(receiveReturn, shop.owner, { returnRequestId, lines: [{ quantity: 1, condition: 'sellable' }] })
})

/** As the superuser: no policy, no trigger, no foreign key in the way. */
function force(table: string, set: string): Promise<void> {
  return withClient(db.superuserUrl.replace('/postgres?', `/${db.name}?`), async (client) => {
    await client.query('set session_replication_role = replica')
    await client.query(`update ${table} set ${set} where tenant_id = $1`, [shop.tenantId])
  })
}

const uses = 'stock_returned_uses'
const breaks: [invariant: string, table: string, breaks: string, mends: string, alsoBroken?: string[]][] = [
  ['return.worth', uses, 'value_minor = value_minor + 1', 'value_minor = value_minor - 1'],
  ['return.within-shipped', uses, 'quantity = 4', 'quantity = 1', ['return.worth']],
  ['return.received', 'return_requests', "state = 'requested'", "state = 'returned'"],
]

test.each(breaks)('%s broken by hand is named', async (invariant, table, breaking, mending, alsoBroken = []) => {
  expect(breaks.map(([name]) => name)).toEqual(returnInvariants.map((one) => one.invariant))
  expect(await brokenInvariants(shop)).toEqual([])
  await force(table, breaking)
  const found = await brokenInvariants(shop)
  expect(found.map((f) => f.invariant).sort()).toEqual([invariant, ...alsoBroken].sort())
  for (const { figure, firstRow } of found) expect([figure > 0, firstRow]).toEqual([true, expect.stringMatching(/\S/)])
  await force(table, mending)
  expect(await brokenInvariants(shop)).toEqual([])
})
