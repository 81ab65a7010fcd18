import { z } from 'zod'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { trackingKeyOf } from '@/lib/modules/orders/internal/tracking-key'
import { binder, visible } from '@/lib/modules/orders/internal/visible-orders'
import { type Hit, keepNumbers, mostFound, numbersField, perNumber } from '@/lib/modules/settings/number-sets'
import { command } from '@/lib/platform/door/use-case'

/**
 * Up to 500 pasted numbers of whatever kind (order, channel order, parcel, SKU) as the orders they mean, in one statement. What is
 * found is kept for the list's filter `set`, because so many ids fit no address; what is not found is told and kept sealed.
 */
export const findNumbers = command({
  name: 'order.find-numbers',
  summary: 'Find orders by many pasted numbers at once, and say which were not found',
  http: { method: 'POST', path: '/orders/find-numbers', status: 201 },
  input: z.strictObject({ numbers: numbersField }),
  example: { numbers: ['SO-20261122-0007', 'SF1234567890'] },
  output: z.object({ setId: z.string(), orders: z.int(), capped: z.boolean(), missing: z.array(z.string()) }),
  async run(ctx, input) {
    const numbers = [...new Set(input.numbers)]
    const { bind, params } = binder()
    const words = bind(numbers)
    const upper = bind(numbers.map((word) => word.toUpperCase()))
    const tracking = bind(numbers.map(trackingKeyOf))
    // Who sees some shops alone looks further back than those two hundred, which may be others', but not through all there is.
    const { shopIds, warehouseIds } = ctx.actor.scope
    const looked = shopIds || warehouseIds ? perNumber * 10 : perNumber + 1
    const skus = bind(numbers.map(codeKey))
    const rows = await ctx.sql<Hit>(
      `with n as materialized (
         select * from unnest(${words}::text[], ${upper}::text[], ${tracking}::text[], ${skus}::text[]) with ordinality
                as u(word, number, track, sku, n)),
       hits as (
         select n.n, o.id from n join orders o on o.tenant_id = $1 and o.number = n.number
         union select n.n, o.id from n join orders o on o.tenant_id = $1 and o.channel_order_no = n.word
         union select n.n, l.order_id from n join fulfilments f on f.tenant_id = $1 and f.tracking_key = n.track
                 join fulfilment_lines l on l.tenant_id = $1 and l.fulfilment_id = f.id
         union select n.n, k.order_id from n cross join lateral (
                 select o.id as order_id from (
                        select l.order_id from order_lines l where l.tenant_id = $1 and l.sku_key = n.sku order by l.order_id desc limit ${looked}) l
                 join orders o on o.tenant_id = $1 and o.id = l.order_id
                where ${visible(ctx, bind)} order by o.id desc limit ${perNumber + 1}) k)
       select h.n::int as n, h.id from hits h join orders o on o.tenant_id = $1 and o.id = h.id
        where ${visible(ctx, bind)} order by h.n, h.id limit ${mostFound + 1}`,
      params,
    )
    const { found, ...kept } = await keepNumbers(ctx, 'orders', numbers, rows, true)
    return { ...kept, orders: found }
  },
})
