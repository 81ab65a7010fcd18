import { z } from 'zod'
import { listReturnRequests } from '@/lib/modules/aftersales/list-return-requests'
import { listProducts } from '@/lib/modules/catalog/list-products'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { listCustomers } from '@/lib/modules/customers/list-customers'
import { findOrderRecords, findParcelRecords } from '@/lib/modules/orders/find-order-records'
import { listMembers } from '@/lib/modules/settings/list-members'
import { listShops } from '@/lib/modules/settings/list-shops'
import { listHandOvers } from '@/lib/modules/warehouse/list-hand-overs'
import { listWaves } from '@/lib/modules/warehouse/list-waves'
import { may } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'

const limit = 5

const kinds = [
  'order',
  'parcel',
  'sku',
  'product',
  'return',
  'customer',
  'wave',
  'hand-over',
  'shop',
  'member',
] as const

const found = z.object({
  kind: z.enum(kinds),
  /** What a press opens: the thing itself; of a parcel its order, of a SKU its stock. */
  id: z.string(),
  label: z.string(),
  hint: z.string(),
})
type Found = z.output<typeof found>
type Find = (ctx: Context, q: string) => Promise<readonly Found[]>

/** By the list that shows the same things: what the actor may not see there is not found here either. */
const sources: Readonly<Record<string, Find>> = {
  'order.list': (ctx, q) => findOrderRecords(ctx, q, limit),
  'fulfilment.list': (ctx, q) => findParcelRecords(ctx, q, limit),
  'sku.list': async (ctx, q) =>
    (await listSkus.within(ctx, { q, limit })).items.map((sku) => record('sku', sku.id, sku.code, sku.name)),
  'product.list': async (ctx, q) =>
    (await listProducts.within(ctx, { q, limit })).items.map((product) =>
      record('product', product.id, product.name, product.brand),
    ),
  'return-request.list': async (ctx, q) =>
    (await listReturnRequests.within(ctx, { q, limit })).items.map((asked) =>
      record('return', asked.id, asked.number, asked.channelReturnNo),
    ),
  // By whole names and numbers only, and masked, as the list of customers does it: nothing personal is read to find them.
  'customer.list': async (ctx, q) =>
    (await listCustomers.within(ctx, { q, limit })).items.map((customer) =>
      record('customer', customer.id, customer.number, customer.name),
    ),
  'wave.list': async (ctx, q) =>
    (await listWaves.within(ctx, { q, limit })).items.map((wave) =>
      record('wave', wave.id, wave.number, wave.warehouseCode),
    ),
  'hand-over.list': async (ctx, q) =>
    (await listHandOvers.within(ctx, { q, limit })).items.map((list) =>
      record('hand-over', list.id, list.number, list.warehouseCode),
    ),
  'shop.list': async (ctx, q) =>
    (await listShops.within(ctx, { q, limit })).items.map((shop) => record('shop', shop.id, shop.name, shop.code)),
  'member.list': async (ctx, q) =>
    (await listMembers.within(ctx, { q, limit })).items.map((member) =>
      record('member', member.id, member.name, member.email),
    ),
}

/** What a word can mean, a few of each kind that the actor may list, for jumping to one of them. */
export const findRecords = query({
  name: 'record.find',
  summary:
    'Find orders, parcels, goods, returns, customers, waves, hand-over lists, shops and members by number or name',
  http: { method: 'GET', path: '/records' },
  input: z.strictObject({ q: z.string().trim().min(2).max(100) }),
  example: { q: 'SF1234567890' },
  output: z.object({ items: z.array(found) }),
  async run(ctx, { q }) {
    const items: Found[] = []
    for (const [list, find] of Object.entries(sources)) if (may(ctx.actor, list)) items.push(...(await find(ctx, q)))
    return { items }
  },
})

function record(kind: Found['kind'], id: string, label: string, hint: string): Found {
  return { kind, id, label, hint }
}
