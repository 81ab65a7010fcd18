import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { countStocktake } from '@/lib/modules/inventory/count-stocktake'
import { createStocktake } from '@/lib/modules/inventory/create-stocktake'
import { receiveStock } from '@/lib/modules/inventory/receive-stock'
import { submitStocktake } from '@/lib/modules/inventory/submit-stocktake'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { getOrder } from '@/lib/modules/orders/get-order'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { postStocktake } from '@/lib/modules/orders/post-stocktake'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { startStocktake } from '@/lib/modules/orders/start-stocktake'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShopWithStock, incoming } from '@/tests/support/shop'

await setupWorkerDatabase()

/** `STOCKTAKE_LINES=5000 npx vitest run tests/property/count-while-selling.test.ts` is the whole of it, beside twenty orders a second. */
const lines = Number(process.env.STOCKTAKE_LINES ?? 60)
const whole = lines >= 5000
const perSecond = 20
/** As many as a person counts between two looks at the scanner. */
const aCount = 50
const perProduct = 50
const units = 60

const codes = Array.from({ length: lines }, (_, n) => `K-${n}`)
const nothing = () => undefined
const parts = <T>(list: readonly T[], size: number) =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, n) => list.slice(n * size, (n + 1) * size))

test('S4.22 a stocktake beside sales that go on: afterwards the books hold what is really there, and nothing else has changed', async () => {
  const shop = await createShopWithStock({})
  const { owner, system } = shop
  for (const some of parts(codes, perProduct))
    await run(createProduct, owner, {
      name: 'Goods',
      skus: some.map((code) => ({ code, name: code, weightG: 100, listPrice: '20.00', currency: 'CNY' })),
    })
  for (const some of parts(codes, 200)) {
    const received = some.map((skuCode) => ({ skuCode, quantity: units, unitCost: '10.00' }))
    await run(receiveStock, owner, { warehouseCode: 'HZ', lines: received })
  }
  // What really lies there: a third lacks units, a third has more than the books say.
  const real = new Map(codes.map((code, n) => [code, units + ((n % 3) - 1) * (1 + (n % 4))]))
  const { id: stocktakeId } = await run(createStocktake, owner, {
    ...{ warehouseCode: 'HZ', kind: 'warehouse', toleranceUnits: 10 },
  })
  expect(await run(startStocktake, owner, { stocktakeId })).toMatchObject({ lines })

  // A shelf is counted or taken from, not both at once: what is in somebody's hand while another counts, no book can know.
  const hands = new Map<string, Promise<unknown>>()
  async function alone<T>(skus: readonly string[], work: () => Promise<T>): Promise<T> {
    const before = skus.map((sku) => hands.get(sku))
    const mine = Promise.all(before).then(work)
    // Who comes next waits for the end of it, however it ended.
    const over = mine.then(nothing, nothing)
    for (const sku of skus) hands.set(sku, over)
    return mine
  }

  let over = false
  let sold = 0
  async function sell(n: number) {
    const code = codes[(n * 7) % lines] ?? ''
    const { results } = await run(ingestOrders, owner, { shopCode: 'tmall', orders: [incoming(newId(), code, 1)] })
    const orderId = results[0]?.orderId ?? ''
    await run(reviewOrder, owner, { orderId, decision: 'approve' })
    await run(allocateOrders, system, {})
    const [parcel] = (await run(getOrder, owner, { orderId })).fulfilments
    if (!parcel) return
    await alone([code], async () => {
      const label = { carrierCode: 'sf', trackingNo: `SF${10_000 + n}` }
      await run(shipFulfilment, owner, { fulfilmentId: parcel.id, ...label })
      real.set(code, (real.get(code) ?? 0) - 1)
      sold++
    })
  }
  const selling = (async () => {
    const under: Promise<void>[] = []
    const began = performance.now()
    for (let n = 0; !over; n++) {
      under.push(sell(n))
      // The pace of a shop on the whole run; on the small one as fast as the machine goes.
      if (whole) await sleep(Math.max(0, began + ((n + 1) * 1000) / perSecond - performance.now()))
      else if (under.length % 3 === 0) await Promise.all(under.splice(0))
    }
    await Promise.all(under)
  })()

  // What goes wrong there is told when it is waited for.
  selling.catch(nothing)

  try {
    for (const some of parts(codes, aCount))
      await alone(some, () =>
        run(countStocktake, owner, {
          stocktakeId,
          counts: some.map((skuCode) => ({
            id: newId(),
            skuCode,
            binCode: 'DEFAULT',
            counted: real.get(skuCode) ?? 0,
          })),
        }),
      )
    await run(submitStocktake, owner, { stocktakeId, uncounted: 'refuse' })
    const began = performance.now()
    await run(postStocktake, owner, { stocktakeId })
    if (whole) expect(performance.now() - began).toBeLessThan(10_000)
  } finally {
    over = true
  }
  await selling
  expect(sold).toBeGreaterThan(0)
  const books = await inTenant(owner.tenantId, 'read', async (client) => {
    const { rows } = await client.query<{ code: string; on_hand: number }>(
      'select s.code, b.on_hand from stock_balances b join skus s on s.tenant_id = b.tenant_id and s.id = b.sku_id where b.tenant_id = $1',
      [owner.tenantId],
    )
    return new Map(rows.map(({ code, on_hand }) => [code, on_hand]))
  })
  expect(codes.filter((code) => books.get(code) !== real.get(code))).toEqual([])
  expect(await brokenInvariants(shop)).toEqual([])
}, 1_800_000)
