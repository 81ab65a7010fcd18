import { invalid } from '@/lib/kernel/refusal'
import { addDays } from '@/lib/kernel/time'
import { type OrderSums, type Period, sumLines, sumOrders } from '@/lib/modules/orders/sum-orders'
import { amountsView, byCurrency, revenueOf } from '@/lib/modules/reports/internal/amounts'
import { longestPeriod, type SalesView, salesFilter, salesView } from '@/lib/modules/reports/schema'
import { shopByCode, shopsById } from '@/lib/modules/settings/resolve-shops'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'

export const salesReport = query({
  name: 'report.sales',
  summary: 'Sales by day, month, shop or SKU',
  http: { method: 'GET', path: '/reports/sales' },
  stale: true,
  input: salesFilter,
  example: { from: '2026-11-01', to: '2026-11-30', groupBy: 'day' },
  output: salesView,
  async run(ctx, { from, to, groupBy, status, shopCode }): Promise<SalesView> {
    if (from > to) invalid([{ path: 'to', code: 'before_from' }])
    if (to > addDays(from, longestPeriod - 1)) invalid([{ path: 'to', code: 'period_too_long' }])
    const shop = shopCode === undefined ? undefined : await shopByCode(ctx, shopCode)
    if (shopCode !== undefined && !shop) invalid([{ path: 'shopCode', code: 'unknown' }])
    const period: Period = { from, to, shopId: shop?.id, valid: status === 'valid' }
    const home = byCurrency(ctx.tenant.currency)
    const [sums, total] = await Promise.all([
      groupBy === 'sku' ? sumLines(ctx, period) : sumOrders(ctx, period, groupBy),
      sumOrders(ctx, period, 'all'),
    ])
    if (groupBy === 'shop') await nameShops(ctx, sums)
    sums.sort(
      groupBy === 'day' || groupBy === 'month'
        ? (a, b) => byText(a.key, b.key) || home(a, b)
        : (a, b) => home(a, b) || byRevenue(a, b),
    )
    return {
      rows: sums.map((row) => ({ key: row.key, ...amountsView(row) })),
      total: total.sort(home).map(amountsView),
    }
  },
})

async function nameShops(ctx: Context, sums: OrderSums[]): Promise<void> {
  const shops = await shopsById(ctx)
  for (const row of sums) row.key = shops.get(row.key)?.code ?? row.key
}

function byRevenue(a: OrderSums, b: OrderSums): number {
  const [x, y] = [revenueOf(a), revenueOf(b)]
  return x === y ? byText(a.key, b.key) : x > y ? -1 : 1
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
