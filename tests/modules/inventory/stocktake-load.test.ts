import { expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { countStocktake } from '@/lib/modules/inventory/count-stocktake'
import { createStocktake } from '@/lib/modules/inventory/create-stocktake'
import { listStocktakeLines } from '@/lib/modules/inventory/list-stocktake-lines'
import type { StocktakeLineView } from '@/lib/modules/inventory/stocktake-schema'
import { submitStocktake } from '@/lib/modules/inventory/submit-stocktake'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { getOrder } from '@/lib/modules/orders/get-order'
import { postStocktake } from '@/lib/modules/orders/post-stocktake'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { startStocktake } from '@/lib/modules/orders/start-stocktake'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { arrive, brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShopWithStock, incoming } from '@/tests/support/shop'

await setupWorkerDatabase()
/** `STOCKTAKE_LINES=5000` measures what the suite proves at a tenth of it. */
const size = Number(process.env.STOCKTAKE_LINES ?? 500)

test('S3.17: a stocktake of many lines is posted at once while orders are allocated and shipped; the books agree afterwards', async () => {
  const shop = await createShopWithStock({ TEA: 0 })
  const { owner, system } = shop
  await inTenant(shop.tenantId, 'write', (client) =>
    client.query(
      `insert into skus (tenant_id, id, product_id, code, code_key, name, currency, list_price_minor)
       select $1, gen_random_uuid(), s.product_id, 'S' || n, 's' || n, 'S' || n, 'CNY', 2000 from skus s, generate_series(1, $2::int) n
        where s.tenant_id = $1 and s.code = 'TEA'`,
      [shop.tenantId, size],
    ),
  )
  const codes = Array.from({ length: size }, (_, i) => `S${i + 1}`)
  for (let i = 0; i < size; i += 500)
    await run(adjustStock, owner, {
      warehouseCode: 'HZ',
      reason: 'opening',
      lines: codes.slice(i, i + 500).map((skuCode) => ({ skuCode, quantity: 50, unitCost: '3.33' })),
    })

  const { id: stocktakeId } = await run(createStocktake, owner, { warehouseCode: 'HZ', kind: 'warehouse' })
  expect((await run(startStocktake, owner, { stocktakeId })).lines).toBe(size)
  const orderIds = await arrive(
    shop,
    codes.slice(0, 20).map((code) => incoming(`O-${code}`, code, 3)),
  )
  for (const orderId of orderIds) await run(reviewOrder, owner, { orderId, decision: 'approve' })

  const lines: StocktakeLineView[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await run(listStocktakeLines, owner, { stocktakeId, limit: 200, ...(cursor && { cursor }) })
    lines.push(...page.items)
    cursor = page.nextCursor
  }
  // One in three is short of one, one in three has one too many; each twice, as a difference asks for.
  const wanted = (line: StocktakeLineView) => 49 + (line.position % 3)
  for (const _ of ['first', 'second'])
    for (let i = 0; i < size; i += 200)
      await run(countStocktake, owner, {
        stocktakeId,
        counts: lines.slice(i, i + 200).map((line) => ({ id: newId(), lineId: line.id, counted: wanted(line) })),
      })
  await run(submitStocktake, owner, { stocktakeId })

  const sold = async () => {
    await run(allocateOrders, system, {})
    for (const orderId of orderIds) {
      const { fulfilments } = await run(getOrder, owner, { orderId })
      for (const { id: fulfilmentId } of fulfilments)
        await run(shipFulfilment, owner, { fulfilmentId, carrierCode: 'SF', trackingNo: `T${orderId}` })
    }
  }
  const begun = performance.now()
  let took = 0
  const posting = run(postStocktake, owner, { stocktakeId }).finally(() => {
    took = performance.now() - begun
  })
  const [posted] = await Promise.all([posting, sold()])
  process.stdout.write(`stocktake: ${size} lines posted in ${Math.round(took)} ms\n`)
  const short = lines.filter((line) => wanted(line) === 49).length
  const over = lines.filter((line) => wanted(line) === 51).length
  expect(posted).toMatchObject({
    state: 'posted',
    figures: { lossUnits: -short, gainUnits: over, differing: short + over },
  })
  expect(posted.figures?.lossValue).toBe(`-${((short * 333) / 100).toFixed(2)}`)
  for (const orderId of orderIds) expect((await run(getOrder, owner, { orderId })).state).toBe('shipped')
  expect(await brokenInvariants(shop)).toEqual([])
})
