import { addDays, dayStart } from '@/lib/kernel/time'
import { type Bind, binder, shapeOf, shopsOf, visible } from '@/lib/modules/orders/internal/visible-orders'
import type { Context } from '@/lib/platform/door/context'

export type Period = {
  /** Business days, both inclusive. */
  from: string
  to: string
  shopId?: string | undefined
  /** Without cancelled and invalid orders. */
  valid: boolean
}

export type OrderSums = {
  key: string
  currency: string
  orders: number
  units: number
  goods: bigint
  discount: bigint
  freight: bigint
  /** Cancelled orders, whether or not they are part of the sums. */
  cancelled: number
}

const keys = {
  day: `to_char(f.day, 'YYYY-MM-DD')`,
  month: `to_char(f.day, 'YYYY-MM')`,
  shop: 'f.shop_id::text',
  all: `''`,
}

/** Sums of the orders the actor sees, by business day, month, shop (its id) or in all; one row per key and currency. */
export async function sumOrders(ctx: Context, period: Period, by: keyof typeof keys): Promise<OrderSums[]> {
  const { bind, params } = binder()
  const counts = period.valid ? `f.state not in ('cancelled', 'invalid')` : 'true'
  const sum = (column: string, type: string) => `coalesce(sum(${column}) filter (where ${counts}), 0)::${type}`
  return ctx.sql<OrderSums>(
    `select * from (
       select ${keys[by]} as key, f.currency, ${sum('f.orders', 'int')} as orders, ${sum('f.units', 'float8')} as units,
              ${sum('f.goods_minor', 'bigint')} as goods, ${sum('f.discount_minor', 'bigint')} as discount,
              ${sum('f.freight_minor', 'bigint')} as freight,
              coalesce(sum(f.orders) filter (where f.state = 'cancelled'), 0)::int as cancelled
         from (${ctx.actor.scope.warehouseIds ? fromOrders(ctx, bind, period) : fromSummary(ctx, bind, period)}) f
        group by 1, 2) s
      where s.orders <> 0 or s.cancelled <> 0 order by s.key, s.currency`,
    params,
    `orders-sums-${by}-${period.valid ? 'valid' : 'any'}-${shapeOf(ctx, shopsOf(ctx, period.shopId))}`,
  )
}

/** Summary and what is not folded yet, in one snapshot. */
function fromSummary(ctx: Context, bind: Bind, { from, to, shopId }: Period): string {
  const shopIds = shopsOf(ctx, shopId)
  const mine = `tenant_id = $1 and day between ${bind(from)}::date and ${bind(to)}::date
    ${shopIds === null ? '' : `and shop_id = any(${bind(shopIds)}::uuid[])`}`
  const columns = 'day, shop_id, currency, state, orders, units, goods_minor, discount_minor, freight_minor'
  return `select ${columns} from order_days where ${mine} union all select ${columns} from order_deltas where ${mine}`
}

/** Which orders a warehouse ships is in no summary. */
function fromOrders(ctx: Context, bind: Bind, period: Period): string {
  return `select (o.ordered_at at time zone ${bind(ctx.tenant.timeZone)}::text)::date as day, o.shop_id, o.currency, o.state, 1 as orders,
                 o.units, o.goods_minor, o.discount_minor, o.freight_minor
            from orders o where ${inPeriod(ctx, bind, period)}`
}

function inPeriod(ctx: Context, bind: Bind, { from, to, shopId }: Period): string {
  const { timeZone } = ctx.tenant
  return `o.tenant_id = $1 and o.ordered_at >= ${bind(dayStart(from, timeZone))}::timestamptz
    and o.ordered_at < ${bind(dayStart(addDays(to, 1), timeZone))}::timestamptz and ${visible(ctx, bind, shopsOf(ctx, shopId))}`
}

/**
 * The same by SKU under its present code, whatever it was called when it was sold; lines without a SKU count by the seller's
 * own code, with the SKU that is called so now. Out of the shares frozen in the lines. An order with three
 * SKUs counts at each of them, so the orders of the rows do not add up to the orders of the period; the amounts do.
 */
export async function sumLines(ctx: Context, period: Period): Promise<OrderSums[]> {
  const { bind, params } = binder()
  const counts = period.valid ? `o.state not in ('cancelled', 'invalid')` : 'true'
  const sum = (column: string, type: string) => `coalesce(sum(${column}) filter (where ${counts}), 0)::${type}`
  return ctx.sql<OrderSums>(
    `select * from (
       select coalesce(max(s.code), max(l.seller_sku)) as key, o.currency,
              (count(distinct o.id) filter (where ${counts}))::int as orders, ${sum('l.quantity', 'float8')} as units,
              ${sum('l.goods_minor', 'bigint')} as goods, ${sum('l.discount_minor', 'bigint')} as discount,
              ${sum('l.freight_minor', 'bigint')} as freight,
              (count(distinct o.id) filter (where o.state = 'cancelled'))::int as cancelled
         from orders o
         join order_lines l on l.tenant_id = $1 and l.order_id = o.id and l.quantity > 0 and l.kind = 'ordered'
         left join skus s on s.tenant_id = $1 and s.id = l.sku_id
        where ${inPeriod(ctx, bind, period)}
        group by coalesce(s.code_key, l.sku_key), o.currency) s
      where s.orders <> 0 or s.cancelled <> 0 order by s.key, s.currency`,
    params,
  )
}
