import { beforeAll, describe, expect, test } from 'vitest'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { listMergeSuggestions } from '@/lib/modules/orders/list-merge-suggestions'
import { mergeOrders } from '@/lib/modules/orders/merge-orders'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import type { OrderView } from '@/lib/modules/orders/schema'
import { unmergeFulfilment } from '@/lib/modules/orders/unmerge-fulfilment'
import { createShop } from '@/lib/modules/settings/create-shop'
import { getCompany } from '@/lib/modules/settings/get-company'
import type { ShopView } from '@/lib/modules/settings/schema'
import { updateCompany } from '@/lib/modules/settings/update-company'
import { memberActor } from '@/lib/platform/auth/actors'
import { inTenant } from '@/lib/platform/db/transaction'
import type { MergeAcrossShops } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { openParcels, ordered, ship, viewOf } from '@/tests/support/order-work'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'

await setupWorkerDatabase()

let shop: TestShop
let other: ShopView
const orders: Record<string, OrderView> = {}

/** One buyer's orders in two Taobao shops and on Shopify, and of two Temu shops; `guest` buys with another account to the same door. */
beforeAll(async () => {
  shop = await createShopWithStock({ CUP: 50 })
  const place = { currency: 'CNY', timeZone: 'Asia/Shanghai' }
  other = await run(createShop, shop.owner, { code: 'tmall-2', name: 'Tmall 2', channel: 'taobao', ...place })
  await run(createShop, shop.owner, { code: 'shopify', name: 'Shopify', channel: 'shopify', ...place })
  for (const code of ['temu', 'temu-2'])
    await run(createShop, shop.owner, { code, name: code, channel: 'temu', ...place })
  const guest = { buyer: { nick: '另一个账号' } }
  const told: [name: string, shopCode: string, changes?: Record<string, unknown>][] = [
    ['first', 'tmall'],
    ['second', 'tmall-2'],
    ['guest', 'tmall-2', guest],
    ['abroad', 'shopify', guest],
    ['temu', 'temu'],
    ['temu2', 'temu-2'],
  ]
  for (const [name, shopCode, changes] of told) {
    const { results } = await run(ingestOrders, shop.owner, { shopCode, orders: [ordered(name, { CUP: 1 }, changes)] })
    const orderId = results[0]?.orderId ?? ''
    await run(reviewOrder, shop.owner, { orderId, decision: 'approve' })
  }
  await run(allocateOrders, shop.system, {})
  const { rows } = await inTenant(shop.tenantId, 'read', (client) =>
    client.query<{ id: string; no: string }>('select id, channel_order_no as no from orders where tenant_id = $1', [
      shop.tenantId,
    ]),
  )
  for (const { id, no } of rows) orders[no] = await viewOf(shop, id)
})

async function allow(mergeAcrossShops: MergeAcrossShops): Promise<void> {
  const { version } = await run(getCompany, shop.owner, {})
  await run(updateCompany, shop.owner, { mergeAcrossShops, version })
  const owner = await memberActor(shop.tenantId, shop.owner.id ?? '')
  if (owner) shop = { ...shop, owner }
}

const parcel = (name: string) => openParcels(orders[name] as OrderView)[0]?.id ?? ''
const merge = (...names: string[]) => run(mergeOrders, shop.owner, { fulfilmentIds: names.map(parcel) })
const refused = (code: string) => ({ code: 'invalid', params: { errors: [{ code }] } })
/** Which orders are offered to be merged, by their numbers at the channel. */
async function offered(actor = shop.owner): Promise<string[][]> {
  const { items } = await run(listMergeSuggestions, actor, {})
  const names = new Map(Object.values(orders).map((o) => [o.id, o.channelOrderNo]))
  return items.map((g) => g.parcels.flatMap((p) => p.orders.map((o) => names.get(o.id) ?? o.id)).sort()).sort()
}

describe('S2.5 merging over shops', () => {
  test('off, as every company begins: shops keep to themselves', async () => {
    expect(await offered()).toEqual([])
    await expect(merge('first', 'second')).rejects.toMatchObject(refused('different_shop'))
    await expect(merge('second', 'guest')).rejects.toMatchObject(refused('different_buyer'))
  })

  test('one buyer on one marketplace: the account and the address decide, and every order hears of the number', async () => {
    await allow('same_marketplace')
    expect(await offered()).toEqual([['first', 'second']])
    const { items } = await run(listMergeSuggestions, shop.owner, { orderId: orders.first?.id })
    expect(items).toMatchObject([{ shopCode: 'tmall', shopCodes: ['tmall', 'tmall-2'], warehouseCode: 'HZ' }])
    await expect(merge('first', 'guest')).rejects.toMatchObject(refused('different_shop'))
    await expect(merge('temu', 'temu2')).rejects.toMatchObject(refused('different_shop'))
    // Who sees one of the shops only can neither be offered nor do what touches the other.
    const half = await createMember(shop.tenantId, 'customer_service', { shopIds: [other.id] })
    expect(await offered(half)).toEqual([])
    await expect(run(mergeOrders, half, { fulfilmentIds: ['first', 'second'].map(parcel) })).rejects.toMatchObject({
      code: 'not_found',
    })

    const merged = await merge('first', 'second')
    expect(merged.orders.map((o) => o.channelOrderNo).sort()).toEqual(['first', 'second'])
    // Taken apart, each parcel is of its own shop again.
    await run(unmergeFulfilment, shop.owner, { fulfilmentId: merged.id })
    const { rows } = await inTenant(shop.tenantId, 'read', (client) =>
      client.query<{ n: number }>(
        `select count(*)::int as n from fulfilments f join fulfilment_lines l on l.tenant_id = $1 and l.fulfilment_id = f.id
          join orders o on o.tenant_id = $1 and o.id = l.order_id and o.shop_id = f.shop_id
         where f.tenant_id = $1 and f.state = 'allocated'`,
        [shop.tenantId],
      ),
    )
    expect(rows).toEqual([{ n: 6 }])
    for (const name of ['first', 'second']) orders[name] = await viewOf(shop, orders[name]?.id ?? '')
    const again = await merge('first', 'second')
    await ship(shop, again.id, 'SF-7001')
    for (const name of ['first', 'second'])
      expect(await viewOf(shop, orders[name]?.id ?? '')).toMatchObject({ state: 'shipped' })
    expect(await brokenInvariants(shop)).toEqual([])
  })

  test('one recipient: whatever the account and the marketplace, but for channels with labels of their own', async () => {
    await allow('on')
    expect(await offered()).toEqual([['abroad', 'guest']])
    await expect(merge('temu', 'temu2')).rejects.toMatchObject(refused('different_shop'))
    await expect(merge('temu', 'abroad')).rejects.toMatchObject(refused('different_shop'))
    const merged = await merge('guest', 'abroad')
    expect(merged.orders.map((o) => o.channelOrderNo).sort()).toEqual(['abroad', 'guest'])
    await allow('off')
    // What is packed together stays so; taking it apart needs no permission to merge.
    await run(unmergeFulfilment, shop.owner, { fulfilmentId: merged.id })
    expect(await offered()).toEqual([])
    expect(await brokenInvariants(shop)).toEqual([])
  })
})
