import fc from 'fast-check'
import { expect, test } from 'vitest'
import { setupWorkerDatabase } from '@/tests/support/database'

await setupWorkerDatabase()
const { run } = await import('@/lib/platform/door/run')
const { inTenant } = await import('@/lib/platform/db/transaction')
const { getOrder } = await import('@/lib/modules/orders/get-order')
const { ingestOrders } = await import('@/lib/modules/orders/ingest-orders')
const { listOrders } = await import('@/lib/modules/orders/list-orders')
const { listRejects } = await import('@/lib/modules/orders/list-rejects')
const { replayReject } = await import('@/lib/modules/orders/replay-reject')
const { reviewOrder } = await import('@/lib/modules/orders/review-order')
const { allocateOrders } = await import('@/lib/modules/orders/allocate-orders')
const { createShopWithStock, createSkus, incoming } = await import('@/tests/support/shop')
const { createMember } = await import('@/tests/support/tenant')

type Shop = Awaited<ReturnType<typeof createShopWithStock>>
const ingest = (shop: Shop, ...orders: unknown[]) => run(ingestOrders, shop.owner, { shopCode: 'tmall', orders })
const outcomes = async (shop: Shop, ...orders: unknown[]) =>
  (await ingest(shop, ...orders)).results.map((r) => r.outcome)
const minute = (n: number) => new Date(Date.UTC(2026, 10, 11, 0, n)).toISOString()
const one = async (shop: Shop) => {
  const { items } = await run(listOrders, shop.owner, {})
  expect(items).toHaveLength(1)
  return run(getOrder, shop.owner, { orderId: items[0]?.id })
}

test('the same page twice: created, then unchanged; an older change is stale, a newer one updates', async () => {
  const shop = await createShopWithStock({ 'T-1': 1 })
  expect(await outcomes(shop, incoming('1', 'T-1'))).toEqual(['created'])
  expect(await outcomes(shop, incoming('1', 'T-1'))).toEqual(['unchanged'])
  expect(await outcomes(shop, incoming('1', 'T-1', 2, { modifiedAt: minute(0) }))).toEqual(['stale'])
  expect(await outcomes(shop, incoming('1', 'T-1', 2, { modifiedAt: minute(5) }))).toEqual(['updated'])
  expect(await one(shop)).toMatchObject({ units: 2, total: '40.00', state: 'pending_review' })
})

test('one page with two versions of an order: one result each, the newest counts', async () => {
  const shop = await createShopWithStock({ 'T-1': 1 })
  const newer = incoming('1', 'T-1', 3, { modifiedAt: minute(9) })
  const older = incoming('1', 'T-1', 2, { modifiedAt: minute(8) })
  expect(await outcomes(shop, newer, older, newer)).toEqual(['unchanged', 'stale', 'created'])
  expect((await one(shop)).units).toBe(3)
})

test('S0.40: whatever the sequence, repetition and grouping of pages, the order ends the same', async () => {
  const history = [
    incoming('1', 'T-1', 1, { status: 'unpaid', paidAt: null, paid: '0.00', modifiedAt: minute(1) }),
    incoming('1', 'T-1', 1, { modifiedAt: minute(2) }),
    incoming('1', 'T-1', 2, { modifiedAt: minute(3) }),
    incoming('1', 'T-1', 2, { status: 'shipped', modifiedAt: minute(4) }),
    incoming('1', 'T-1', 2, { status: 'delivered', modifiedAt: minute(5) }),
  ]
  const pages = fc.array(
    fc.subarray(history, { minLength: 1 }).chain((part) => fc.shuffledSubarray(part, { minLength: part.length })),
    { minLength: 1, maxLength: 4 },
  )
  await fc.assert(
    fc.asyncProperty(pages, async (before) => {
      const shop = await createShopWithStock({ 'T-1': 1 })
      for (const page of [...before, [history[4]]]) await ingest(shop, ...page)
      expect(await one(shop)).toMatchObject({
        state: 'delivered',
        units: 2,
        total: '40.00',
        paymentStatus: 'paid',
        holds: [],
      })
    }),
    { numRuns: 25 },
  )
})

test('two clients send the same new orders at once: each order exists once, nobody sees an error', async () => {
  const shop = await createShopWithStock({ 'T-1': 1 })
  const page = Array.from({ length: 50 }, (_, i) => incoming(`P${i}`, 'T-1'))
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, i) => ingest(shop, ...(i % 2 ? page : [...page].reverse()))),
  )
  const all = answers.flatMap((a) => a.results)
  expect(all.filter((r) => r.outcome === 'created')).toHaveLength(50)
  expect(new Set(all.map((r) => r.outcome))).toEqual(new Set(['created', 'unchanged']))
  expect(new Set(all.map((r) => r.orderId)).size).toBe(50)
})

test('what cannot be read is kept with its reason, never stops its page, and can be replayed', async () => {
  const shop = await createShopWithStock({ 'T-1': 1 })
  const bad = [
    incoming('R1', 'T-1', 1, { total: '12.345' }),
    incoming('R2', 'T-1', 1, { currency: 'XXQ' }),
    incoming('R3', 'T-1', 1, { surprise: true }),
    incoming('R4', 'T-1', 1, { buyerNote: 'a\0b' }),
    incoming('R5', 'T-1', 0),
    { channelOrderNo: 'R6' },
    'nonsense',
    null,
  ]
  const { results } = await ingest(shop, incoming('G1', 'T-1'), ...bad, incoming('G2', 'T-1'))
  expect(results.map((r) => r.outcome)).toEqual(['created', ...bad.map(() => 'rejected'), 'created'])
  expect(results[1]?.error?.errors).toContainEqual({ path: 'total', code: 'invalid_amount' })
  expect(results[3]?.error?.errors).toContainEqual({ path: 'surprise', code: 'unknown_field' })
  expect(results[5]?.error?.errors[0]?.path).toBe('lines.0.quantity')
  await ingest(shop, ...bad)
  const rejects = await run(listRejects, shop.owner, {})
  expect(rejects.items).toHaveLength(bad.length)
  expect(rejects.items.every((r) => r.attempts === 2)).toBe(true)
  const again = await run(replayReject, shop.owner, { rejectId: rejects.items[0]?.id })
  expect(again.result?.outcome).toBe('rejected')
})

test('a data error that only the database sees is halved down to the guilty order', async () => {
  const shop = await createShopWithStock({ 'T-1': 1 })
  const page = Array.from({ length: 20 }, (_, i) => incoming(`H${i}`, 'T-1'))
  // An instant like any other; but its business day in Shanghai lies in a year that no date can be written in.
  const guilty = incoming('H7', 'T-1', 1, { createdAt: '9999-12-31T23:00:00Z' })
  page[7] = guilty
  const { results } = await ingest(shop, ...page)
  expect(results.map((r) => r.outcome)).toEqual(page.map((_, i) => (i === 7 ? 'rejected' : 'created')))
  expect((await run(listRejects, shop.owner, {})).items).toMatchObject([
    { channelOrderNo: 'H7', errors: [{ code: 'database_22009' }] },
  ])
  expect((await run(listOrders, shop.owner, { limit: 200 })).items).toHaveLength(19)
})

test('an unmapped SKU holds its order; creating the SKU heals it', async () => {
  const shop = await createShopWithStock({ 'T-1': 1 })
  await ingest(shop, incoming('U1', 'later-1'))
  const held = await one(shop)
  expect(held.holds.map((h) => h.code)).toEqual(['unmapped_sku'])
  await expect(run(reviewOrder, shop.owner, { orderId: held.id, decision: 'approve' })).rejects.toMatchObject({
    code: 'on_hold',
    params: { holds: ['unmapped_sku'] },
  })
  await createSkus(shop.owner, ['LATER-1'])
  const { healOrders } = await import('@/lib/modules/orders/heal-orders')
  await run(healOrders, shop.system, { codes: ['LATER-1'] })
  expect(await one(shop)).toMatchObject({ holds: [], lines: [{ skuCode: 'LATER-1' }] })
})

test('while we work: a cancel releases stock, other lines go back to review, another address blocks', async () => {
  const shop = await createShopWithStock({ 'T-1': 10 })
  const names = ['W1', 'W2', 'W3', 'W4']
  const { results } = await ingest(shop, ...names.map((no) => incoming(no, 'T-1')))
  for (const r of results) await run(reviewOrder, shop.owner, { orderId: r.orderId, decision: 'approve' })
  await run(allocateOrders, shop.system, {})
  const later = { modifiedAt: minute(30) }
  const address = { ...incoming('W3', 'T-1').address, line1: '天目山路 1 号' }
  await ingest(
    shop,
    incoming('W1', 'T-1', 1, { status: 'cancelled', ...later }),
    incoming('W2', 'T-1', 3, later),
    incoming('W3', 'T-1', 1, { address, ...later }),
    incoming('W4', 'T-1', 1, { status: 'shipped', ...later }),
  )
  const state = async (i: number) => run(getOrder, shop.owner, { orderId: results[i]?.orderId })
  expect(await state(0)).toMatchObject({ state: 'cancelled', fulfilments: [{ state: 'cancelled' }] })
  expect(await state(1)).toMatchObject({
    state: 'pending_review',
    units: 3,
    holds: [{ code: 'manual', note: 'lines_changed' }],
  })
  expect(await state(2)).toMatchObject({
    state: 'awaiting_shipment',
    holds: [{ code: 'address_changed' }],
    fulfilments: [{ blockReason: 'address_changed' }],
  })
  expect(await state(3)).toMatchObject({
    state: 'shipped',
    shippedElsewhere: true,
    fulfilments: [{ state: 'cancelled' }],
  })
  const [balance] = await inTenant(
    shop.tenantId,
    'read',
    async (c) =>
      (await c.query('select on_hand, reserved from stock_balances where tenant_id = $1', [shop.tenantId])).rows,
  )
  expect(balance).toEqual({ on_hand: 10, reserved: 1 })
})

test('amounts: shares are frozen per line and sum exactly; a wrong total is a hold, never a reject', async () => {
  const shop = await createShopWithStock({ 'T-1': 1 })
  const lines = [1, 2, 3].map((n) => ({
    channelLineNo: String(n),
    sellerSku: 'T-1',
    title: 'x',
    quantity: 1,
    unitPrice: '10.00',
    discount: '0.00',
  }))
  await ingest(
    shop,
    incoming('S1', 'T-1', 1, { lines, discount: '10.00', shippingFee: '0.01', total: '20.01', paid: '20.01' }),
  )
  const order = await one(shop)
  expect(order.holds).toEqual([])
  expect(order.lines.map((l) => [l.discount, l.freight])).toEqual([
    ['3.34', '0.01'],
    ['3.33', '0.00'],
    ['3.33', '0.00'],
  ])
  await ingest(
    shop,
    incoming('S1', 'T-1', 1, {
      lines,
      discount: '10.00',
      shippingFee: '0.01',
      total: '20.00',
      paid: '20.00',
      modifiedAt: minute(50),
    }),
  )
  expect((await one(shop)).holds.map((h) => h.code)).toEqual(['amount_mismatch'])
})

test('a member limited to another shop cannot take orders in, nor see them', async () => {
  const shop = await createShopWithStock({ 'T-1': 1 })
  await ingest(shop, incoming('X1', 'T-1'))
  const other = await createMember(shop.tenantId, 'customer_service', { shopIds: [shop.warehouseId] })
  await expect(run(ingestOrders, other, { shopCode: 'tmall', orders: [] })).rejects.toMatchObject({ code: 'invalid' })
  expect((await run(listOrders, other, {})).items).toEqual([])
  const { id } = await one(shop)
  await expect(run(getOrder, other, { orderId: id })).rejects.toMatchObject({ code: 'not_found' })
})

test('over HTTP a text that cannot be stored rejects its own order only, whatever field or field name holds it', async () => {
  const { restOf } = await import('@/lib/platform/entrance/rest')
  const shop = await createShopWithStock({ 'T-1': 1 })
  const handle = restOf([ingestOrders], async () => shop.owner)
  const orders = [
    incoming('N1', 'T-1'),
    incoming('N2\0', 'T-1'),
    incoming('N3', 'T-1', 1, { buyerNote: '\ud800' }),
    incoming('N4', 'T-1', 1, { 'a\0b': 1 }),
  ]
  const body = JSON.stringify({ shopCode: 'tmall', orders })
  const answer = await handle(
    new Request('http://localhost/api/v1/orders/ingest', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    }),
  )
  expect(answer.status).toBe(200)
  const { results } = (await answer.json()) as { results: { outcome: string }[] }
  expect(results.map((r) => r.outcome)).toEqual(['created', 'rejected', 'rejected', 'rejected'])
  expect((await run(listRejects, shop.owner, {})).items).toHaveLength(3)
})
