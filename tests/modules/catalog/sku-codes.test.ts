import { describe, expect, test } from 'vitest'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { listSkuCodes } from '@/lib/modules/catalog/list-sku-codes'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { updateSku } from '@/lib/modules/catalog/update-sku'
import { verifyInvariants } from '@/lib/modules/dispatch/verify-invariants'
import { listStock } from '@/lib/modules/inventory/list-stock'
import { valueStock } from '@/lib/modules/inventory/value-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { getOrder } from '@/lib/modules/orders/get-order'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { mergeSkus } from '@/lib/modules/orders/merge-skus'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'

await setupWorkerDatabase()

const skuOf = async (tenant: TestShop, code: string) =>
  (await run(listSkus, tenant.owner, { codes: [code] })).items[0] ?? expect.unreachable(code)

async function order(tenant: TestShop, no: string, code: string) {
  const { results } = await run(ingestOrders, tenant.owner, { shopCode: 'tmall', orders: [incoming(no, code)] })
  return results[0]?.orderId ?? ''
}

const lineOf = async (tenant: TestShop, orderId: string) =>
  (await run(getOrder, tenant.owner, { orderId })).lines[0] ?? expect.unreachable(orderId)

describe('a SKU that is called otherwise', () => {
  test('is still found by its earlier code, by orders and by search, until another takes that code', async () => {
    const tenant = await createShopWithStock({ 'OLD-CODE': 3 })
    const sku = await skuOf(tenant, 'OLD-CODE')
    const before = await order(tenant, 'A1', 'OLD-CODE')
    await run(updateSku, tenant.owner, { skuId: sku.id, code: 'NEW-CODE', version: sku.version })
    expect(await run(listSkuCodes, tenant.owner, { skuId: sku.id })).toMatchObject({
      code: 'NEW-CODE',
      earlier: [{ code: 'OLD-CODE', reason: 'renamed' }],
    })
    expect((await lineOf(tenant, before)).skuId).toBe(sku.id)
    expect((await lineOf(tenant, await order(tenant, 'A2', 'old-code'))).skuId).toBe(sku.id)
    expect((await run(listSkus, tenant.owner, { q: 'OLD-CODE' })).items.map((s) => s.code)).toEqual(['NEW-CODE'])
    const other = await run(createProduct, tenant.owner, { name: 'Other', skus: [{ code: 'OLD-CODE' }] })
    expect((await lineOf(tenant, await order(tenant, 'A3', 'OLD-CODE'))).skuId).toBe(other.skus[0]?.id)
    expect((await run(listSkuCodes, tenant.owner, { skuId: sku.id })).earlier).toEqual([])
    expect((await lineOf(tenant, before)).skuId).toBe(sku.id)
  })
})

describe('two SKUs that are one thing', () => {
  test('become one: stock with its value, open orders, codes; what was shipped stays as it left', async () => {
    const tenant = await createShopWithStock({ 'DUP-1': 7, 'KEEP-1': 5 })
    const [dup, keep] = [await skuOf(tenant, 'DUP-1'), await skuOf(tenant, 'KEEP-1')]
    const waiting = await order(tenant, 'B1', 'DUP-1')
    await run(mergeSkus, tenant.owner, { skuId: dup.id, intoSkuId: keep.id })
    expect((await skuOf(tenant, 'DUP-1')).status).toBe('archived')
    const { items } = await run(listStock, tenant.owner, {})
    expect(items.filter((s) => s.onHand > 0).map((s) => [s.skuCode, s.onHand])).toEqual([['KEEP-1', 12]])
    expect((await run(valueStock, tenant.owner, {})).total).toEqual({ units: 12, value: '120.00' })
    expect((await lineOf(tenant, waiting)).skuId).toBe(keep.id)
    expect((await lineOf(tenant, await order(tenant, 'B2', 'DUP-1'))).skuId).toBe(keep.id)
    expect((await run(listSkuCodes, tenant.owner, { skuId: keep.id })).earlier).toMatchObject([
      { code: 'DUP-1', reason: 'merged' },
    ])
    expect((await run(verifyInvariants, tenant.owner, {})).items.filter(({ ok }) => !ok)).toEqual([])
  })

  test('stay two while work holds on to the one, and with themselves', async () => {
    const tenant = await createShopWithStock({ 'DUP-2': 7, 'KEEP-2': 5 })
    const [dup, keep] = [await skuOf(tenant, 'DUP-2'), await skuOf(tenant, 'KEEP-2')]
    const orderId = await order(tenant, 'C1', 'DUP-2')
    await run(reviewOrder, tenant.owner, { orderId, decision: 'approve' })
    await run(allocateOrders, tenant.system, {})
    const errors = (skuId: string, intoSkuId: string) =>
      run(mergeSkus, tenant.owner, { skuId, intoSkuId }).then(
        () => [],
        (e) => e.params.errors,
      )
    expect(await errors(dup.id, keep.id)).toEqual([{ path: 'skuId', code: 'reserved' }])
    expect(await errors(dup.id, dup.id)).toEqual([{ path: 'intoSkuId', code: 'same' }])
    expect((await skuOf(tenant, 'DUP-2')).status).toBe('active')
  })
})
