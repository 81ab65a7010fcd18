import { describe, expect, it } from 'vitest'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { updateSku } from '@/lib/modules/catalog/update-sku'
import { listStock } from '@/lib/modules/inventory/list-stock'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { getOrder } from '@/lib/modules/orders/get-order'
import { sharesByWeight } from '@/lib/modules/orders/internal/freeze-parts'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { unapproveOrder } from '@/lib/modules/orders/unapprove-order'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { run } from '@/lib/platform/door/run'
import { arrive, brokenInvariants, stockOf } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { seeded } from '@/tests/support/random'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'

await setupWorkerDatabase()

type Component = { skuCode: string; quantity: number }

/** Cups at 30.00, pots at 10.00, and a set of two cups and a pot. */
async function teaShop(stock: Record<string, number>): Promise<TestShop> {
  const shop = await createShopWithStock({ BOX: 1 })
  const sku = (code: string, listPrice: string) => ({ code, name: code, listPrice, currency: 'CNY' })
  await run(createProduct, shop.owner, { name: 'Cup', skus: [sku('CUP', '30.00')] })
  await run(createProduct, shop.owner, { name: 'Pot', skus: [sku('POT', '10.00')] })
  await bundle(shop, 'SET', [
    { skuCode: 'cup', quantity: 2 },
    { skuCode: 'POT', quantity: 1 },
  ])
  const kept = Object.entries(stock).filter(([, n]) => n > 0)
  const lines = kept.map(([skuCode, quantity]) => ({ skuCode, quantity, unitCost: '5.00' }))
  if (lines.length > 0) await run(adjustStock, shop.owner, { warehouseCode: 'HZ', reason: 'opening', lines })
  return shop
}

const bundle = (shop: TestShop, code: string, components: Component[]) =>
  run(createProduct, shop.owner, { name: code, skus: [{ code, listPrice: '60.00', currency: 'CNY', components }] })

async function change(shop: TestShop, code: string, components: Component[]) {
  const { items } = await run(listSkus, shop.owner, { codes: [code] })
  return run(updateSku, shop.owner, { skuId: items[0]?.id, components, version: items[0]?.version })
}

async function approved(shop: TestShop, orders: readonly unknown[]): Promise<string[]> {
  const ids = await arrive(shop, orders)
  for (const orderId of ids) await run(reviewOrder, shop.owner, { orderId, decision: 'approve' })
  await drainAll(shop.tenantId)
  return ids
}

const view = (shop: TestShop, orderId = '') => run(getOrder, shop.owner, { orderId })
const wrong = (path: string, code: string) => ({ code: 'invalid', params: { errors: [{ path, code }] } })
const place = async (shop: TestShop, skuCode: string) =>
  (await run(listStock, shop.owner, { skuCode })).items.map((i) => [i.warehouseCode, i.onHand, i.available, i.bundle])

describe('a bundle', () => {
  it('says what it is made of, and becomes an ordinary SKU again', async () => {
    const shop = await teaShop({})
    const [set] = (await run(listSkus, shop.owner, { codes: ['SET'] })).items
    expect(set).toMatchObject({
      bundle: true,
      components: [
        { skuCode: 'CUP', quantity: 2 },
        { skuCode: 'POT', quantity: 1 },
      ],
    })
    expect(await change(shop, 'SET', [])).toMatchObject({ bundle: false, components: [] })
  })

  it('is never part of another, of itself, of what is unknown or said twice, and never what is kept in stock', async () => {
    const shop = await teaShop({ POT: 1 })
    const one = (skuCode: string) => [{ skuCode, quantity: 1 }]
    const at = 'skus.0.components.0.skuCode'
    await expect(bundle(shop, 'S2', one('SET'))).rejects.toMatchObject(wrong(at, 'bundle'))
    await expect(bundle(shop, 'S2', one('S2'))).rejects.toMatchObject(wrong(at, 'bundle'))
    await expect(bundle(shop, 'S2', one('NONE'))).rejects.toMatchObject(wrong(at, 'unknown'))
    const twice = [...one('CUP'), ...one('cup')]
    await expect(bundle(shop, 'S2', twice)).rejects.toMatchObject(wrong('skus.0.components.1.skuCode', 'duplicate'))
    await expect(change(shop, 'CUP', one('POT'))).rejects.toMatchObject(wrong('components', 'is_component'))
    await expect(change(shop, 'BOX', one('POT'))).rejects.toMatchObject(wrong('components', 'kept_in_stock'))
    const lines = [{ skuCode: 'SET', quantity: 1, unitCost: '1.00' }]
    await expect(run(adjustStock, shop.owner, { warehouseCode: 'HZ', reason: 'x', lines })).rejects.toMatchObject(
      wrong('lines.0.skuCode', 'bundle'),
    )
    expect(await brokenInvariants(shop)).toEqual([])
  })

  it('is never nested, also when both are made at the same moment', async () => {
    const shop = await createShopWithStock({ A: 0, B: 0, C: 0 })
    for (let i = 0; i < 10; i++) {
      await Promise.allSettled([
        change(shop, 'A', [{ skuCode: 'B', quantity: 1 }]),
        change(shop, 'B', [{ skuCode: 'C', quantity: 1 }]),
      ])
      const { items } = await run(listSkus, shop.owner, { codes: ['A', 'B'] })
      expect(items.filter((sku) => sku.bundle)).toHaveLength(1)
      expect(await brokenInvariants(shop)).toEqual([])
      await change(shop, 'A', [])
      await change(shop, 'B', [])
    }
  })

  it('is available as often as its scarcest component in one warehouse', async () => {
    const shop = await teaShop({ CUP: 7, POT: 9 })
    await run(createWarehouse, shop.owner, { code: 'GZ', name: 'GZ', kind: 'own' })
    const lines = [{ skuCode: 'CUP', quantity: 100, unitCost: '5.00' }]
    await run(adjustStock, shop.owner, { warehouseCode: 'GZ', reason: 'x', lines })
    expect(await place(shop, 'SET')).toEqual([
      ['GZ', 0, 0, true],
      ['HZ', 0, 3, true],
    ])
    await approved(shop, [incoming('1', 'CUP', 2)])
    expect(await place(shop, 'SET')).toEqual([
      ['GZ', 0, 0, true],
      ['HZ', 0, 2, true],
    ])
    expect(await place(shop, 'CUP')).toEqual([
      ['GZ', 100, 100, false],
      ['HZ', 7, 5, false],
    ])
  })

  it('reserves and ships its components, its money is theirs to the last fen', async () => {
    const shop = await teaShop({ CUP: 4, POT: 2 })
    const [orderId] = await approved(shop, [incoming('1', 'SET', 2)])
    const order = await view(shop, orderId)
    expect(order).toMatchObject({
      state: 'awaiting_shipment',
      lines: [
        {
          skuCode: 'SET',
          quantity: 2,
          goods: '40.00',
          // Prices 2 × 30.00 and 10.00: six sevenths of 40.00, and the rest.
          parts: [
            { skuCode: 'CUP', quantity: 4, goods: '34.28' },
            { skuCode: 'POT', quantity: 2, goods: '5.72' },
          ],
        },
      ],
      fulfilments: [
        {
          lines: [
            { skuCode: 'CUP', quantity: 4 },
            { skuCode: 'POT', quantity: 2 },
          ],
        },
      ],
    })
    expect(await stockOf(shop)).toMatchObject({ CUP: { onHand: 4, reserved: 4 }, POT: { onHand: 2, reserved: 2 } })
    expect(await brokenInvariants(shop)).toEqual([])
    const fulfilmentId = order.fulfilments[0]?.id
    await run(shipFulfilment, shop.owner, { fulfilmentId, carrierCode: 'sf', trackingNo: 'SF0001' })
    expect(await stockOf(shop)).toMatchObject({ CUP: { onHand: 0, reserved: 0 }, POT: { onHand: 0, reserved: 0 } })
    expect((await view(shop, orderId)).state).toBe('shipped')
    expect(await brokenInvariants(shop)).toEqual([])
  })

  it('is reserved whole or not at all, over the sum of what all lines want', async () => {
    const shop = await teaShop({ CUP: 4, POT: 5 })
    const line = (sellerSku: string, quantity: number, no: number) => ({
      channelLineNo: `${no}`,
      ...{ sellerSku, quantity, title: sellerSku, unitPrice: '20.00', discount: '0.00' },
    })
    const both = { lines: [line('SET', 2, 1), line('CUP', 1, 2)], total: '60.00', paid: '60.00' }
    const [orderId] = await approved(shop, [incoming('1', 'SET', 1, both)])
    expect(await view(shop, orderId)).toMatchObject({
      state: 'awaiting_purchase',
      fulfilments: [],
      allocation: { short: [{ skuCode: 'CUP', missing: 1 }] },
    })
    expect(await stockOf(shop)).toMatchObject({ CUP: { reserved: 0 }, POT: { reserved: 0 } })
    const lines = [{ skuCode: 'CUP', quantity: 1, unitCost: '5.00' }]
    await run(adjustStock, shop.owner, { warehouseCode: 'HZ', reason: 'receipt', lines })
    await drainAll(shop.tenantId)
    expect(await view(shop, orderId)).toMatchObject({ state: 'awaiting_shipment' })
    expect(await stockOf(shop)).toMatchObject({ CUP: { reserved: 5 }, POT: { reserved: 2 } })
    expect(await brokenInvariants(shop)).toEqual([])
  })

  it('stays what it was for orders in work, whatever becomes of it; an order that goes back to review takes the new one', async () => {
    const shop = await teaShop({ CUP: 10, POT: 0 })
    const [orderId = ''] = await approved(shop, [incoming('1', 'SET', 1)])
    expect((await view(shop, orderId)).state).toBe('awaiting_purchase')
    await change(shop, 'SET', [{ skuCode: 'CUP', quantity: 3 }])
    await drainAll(shop.tenantId, { sweep: true })
    expect(await view(shop, orderId)).toMatchObject({ state: 'awaiting_purchase', lines: [{ parts: [{}, {}] }] })
    expect(await brokenInvariants(shop)).toEqual([])
    await run(unapproveOrder, shop.owner, { orderId })
    await run(reviewOrder, shop.owner, { orderId, decision: 'approve' })
    await drainAll(shop.tenantId)
    expect(await view(shop, orderId)).toMatchObject({
      state: 'awaiting_shipment',
      lines: [{ parts: [{ skuCode: 'CUP', quantity: 3, goods: '20.00' }] }],
    })
    expect(await brokenInvariants(shop)).toEqual([])
  })
})

it('shares come to the sum: 5,000 random lines, also negative ones', () => {
  const random = seeded(3)
  for (let n = 0; n < 5000; n++) {
    const weights = Array.from({ length: 1 + random.int(6) }, () => BigInt(1 + random.int(10_000)))
    const total = BigInt(random.int(2_000_000) - 1_000_000)
    const shares = sharesByWeight(total, weights)
    expect(shares.reduce((a, b) => a + b, 0n)).toBe(total)
    expect(shares).toHaveLength(weights.length)
  }
})
