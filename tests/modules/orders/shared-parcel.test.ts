import { beforeAll, describe, expect, test } from 'vitest'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { deliverOrder } from '@/lib/modules/orders/deliver-order'
import { getFulfilment } from '@/lib/modules/orders/get-fulfilment'
import { getLineage } from '@/lib/modules/orders/get-lineage'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { listFulfilments } from '@/lib/modules/orders/list-fulfilments'
import { mergeOrders } from '@/lib/modules/orders/merge-orders'
import { parcelPapers } from '@/lib/modules/orders/parcel-papers'
import { recordTracking } from '@/lib/modules/orders/record-tracking'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import type { OrderView } from '@/lib/modules/orders/schema'
import { splitOrder } from '@/lib/modules/orders/split-order'
import { createShop } from '@/lib/modules/settings/create-shop'
import { getCompany } from '@/lib/modules/settings/get-company'
import type { ShopView } from '@/lib/modules/settings/schema'
import { updateCompany } from '@/lib/modules/settings/update-company'
import { memberActor } from '@/lib/platform/auth/actors'
import { inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { Context } from '@/lib/platform/door/context'
import { run } from '@/lib/platform/door/run'
import { brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { openParcels, ordered, ship, viewOf } from '@/tests/support/order-work'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'
import { createKeyActor } from '@/tests/support/tenant'

await setupWorkerDatabase()

let shop: TestShop
let near: ShopView
/** The number under which one buyer bought, by chance, in both shops. */
const both = 'both-4711'

beforeAll(async () => {
  shop = await createShopWithStock({ CUP: 50, POT: 50 })
  const place = { currency: 'CNY', timeZone: 'Asia/Shanghai' }
  near = await run(createShop, shop.owner, { code: 'near', name: 'Near', channel: 'taobao', ...place })
  const { version } = await run(getCompany, shop.owner, {})
  await run(updateCompany, shop.owner, { mergeAcrossShops: 'on', version })
  const owner = await memberActor(shop.tenantId, shop.owner.id ?? '')
  if (owner) shop = { ...shop, owner }
})

/** Orders of both shops, approved and allocated: by shop code and number. */
async function bought(...told: [shopCode: string, no: string, note?: string][]): Promise<OrderView[]> {
  const ids: string[] = []
  for (const [shopCode, no, buyerNote = ''] of told) {
    const order = ordered(no, { CUP: 1, POT: 1 }, { buyerNote })
    const { results } = await run(ingestOrders, shop.owner, { shopCode, orders: [order] })
    ids.push(results[0]?.orderId ?? '')
    await run(reviewOrder, shop.owner, { orderId: ids.at(-1), decision: 'approve' })
  }
  await run(allocateOrders, shop.system, {})
  return Promise.all(ids.map((id) => viewOf(shop, id)))
}

const merged = (...orders: readonly OrderView[]) =>
  run(mergeOrders, shop.owner, { fulfilmentIds: orders.map((o) => openParcels(o)[0]?.id) })
const statesOf = (...orders: readonly OrderView[]) =>
  Promise.all(orders.map(async ({ id }) => (await viewOf(shop, id)).state))

/** The papers as prints draw them, which is no use case of its own. */
const papersFor = (actor: Actor, id: string) =>
  inTenant(shop.tenantId, 'read', (client) => parcelPapers(new Context(client, actor, new Date()), [id]))

describe('a parcel of two shops', () => {
  test('S2.5 tells a key limited to one shop neither the numbers nor the notes of the other, and all goods', async () => {
    const [a, b] = await bought(['tmall', 'seen-1', 'Ring twice'], ['near', 'hidden-1', 'Not before ten'])
    if (!a || !b) throw new Error('there are no orders')
    const parcel = await merged(a, b)
    const fulfilmentId = parcel.id
    const one = await createKeyActor(shop.tenantId, 'owner', { shopIds: [shop.shopId] })
    const told = {
      one: await run(getFulfilment, one, { fulfilmentId }),
      list: await run(listFulfilments, one, {}),
      lineage: await run(getLineage, one, { orderId: a.id }),
      papers: await papersFor(one, fulfilmentId),
    }
    expect(told.one.orders.map((o) => o.id)).toEqual([a.id])
    expect(told.list.items[0]?.orders).toEqual([{ id: a.id, number: a.number }])
    expect(told.papers[0]?.receiver).toMatchObject({ line1: expect.stringMatching(/./) })
    expect(told.papers).toMatchObject([{ orders: [{ channelOrderNo: 'seen-1' }], buyerNotes: ['Ring twice'] }])
    expect(told.papers[0]?.receiver).toMatchObject({ line1: expect.stringMatching(/./) })
    expect(told.one.lines.reduce((n, l) => n + l.quantity, 0)).toBe(4)
    for (const text of [b.id, b.number, 'hidden-1', 'Not before ten', near.id])
      expect(JSON.stringify(told)).not.toContain(text)
    // Who sees both is told both.
    const [whole] = await papersFor(shop.owner, fulfilmentId)
    expect(whole?.buyerNotes.sort()).toEqual(['Not before ten', 'Ring twice'])
    expect((await run(getFulfilment, shop.owner, { fulfilmentId })).orders).toHaveLength(2)
  })

  test('arrives for both, whoever says so: a person or a channel', async () => {
    const [a, b, c, d] = await bought(['tmall', 'man-a'], ['near', 'man-b'], ['tmall', both], ['near', both])
    if (!a || !b || !c || !d) throw new Error('there are no orders')
    // B leaves in two parcels: it is on its way until the second has arrived as well.
    const cups = openParcels(b)[0]?.lines.find((l) => l.skuCode === 'CUP')
    await run(splitOrder, shop.owner, {
      orderId: b.id,
      fulfilmentId: openParcels(b)[0]?.id,
      parcels: [{ lines: [{ orderLineId: cups?.orderLineId, quantity: 1 }] }],
    })
    const [rest, apart] = openParcels(await viewOf(shop, b.id))
    const shared = await run(mergeOrders, shop.owner, { fulfilmentIds: [openParcels(a)[0]?.id, rest?.id] })
    await ship(shop, shared.id, 'SF-8001')
    await ship(shop, apart?.id, 'SF-8002')
    await run(deliverOrder, shop.owner, { orderId: a.id })
    expect(await statesOf(a, b)).toEqual(['delivered', 'shipped'])
    const scan = { carrierCode: 'sf', trackingNo: 'SF-8002', at: '2026-11-21T08:00:00Z', status: 'delivered' }
    await run(recordTracking, shop.owner, { events: [scan] })
    expect(await statesOf(b)).toEqual(['delivered'])

    const parcel = await merged(c, d)
    await ship(shop, parcel.id, 'SF-8003')
    const signed = ordered(both, { CUP: 1, POT: 1 }, { status: 'delivered', modifiedAt: '2026-11-30T08:00:00Z' })
    const { results } = await run(ingestOrders, shop.owner, { shopCode: 'tmall', orders: [signed] })
    // The other shop's order of the same number is locked with it, and is not taken for it.
    expect(results[0]?.orderId).toBe(c.id)
    expect(await statesOf(c, d)).toEqual(['delivered', 'delivered'])
    expect((await viewOf(shop, d.id)).events.at(-1)).toMatchObject({ to: 'delivered', reason: 'with_parcel' })
    expect(await brokenInvariants(shop)).toEqual([])
  })
})
