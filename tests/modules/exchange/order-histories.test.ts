import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Reject } from '@/lib/adapters/files/rejects-file'
import { type TableInput, tableOf } from '@/lib/adapters/files/table-file'
import { getReturnRequest } from '@/lib/modules/aftersales/get-return-request'
import { listReturnRequests } from '@/lib/modules/aftersales/list-return-requests'
import { verifyInvariants } from '@/lib/modules/dispatch/verify-invariants'
import { importFile } from '@/lib/modules/exchange/import-file'
import { getOrder } from '@/lib/modules/orders/get-order'
import { salesReport } from '@/lib/modules/reports/sales-report'
import { createShop } from '@/lib/modules/settings/create-shop'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createTenant, type TestTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

const data = path.resolve('../shared/data')
const there = existsSync(data)
if (!there) console.warn('The open order histories are not here: their import is not tested.')

const expected = (name: string) => JSON.parse(readFileSync(path.join(data, `expected/${name}.json`), 'utf8'))
const cents = (text: string) => Math.round(Number(text) * 100)
const sum = (amounts: readonly string[]) => (amounts.reduce((all, a) => all + cents(a), 0) / 100).toFixed(2)

function startOf(input: TableInput, records: number): TableInput {
  return {
    name: tableOf(input).name,
    async *rows() {
      let left = records + 1
      for await (const record of tableOf(input).rows()) {
        if (left-- === 0) return
        yield record
      }
    },
  }
}

async function one<R>(tenant: TestTenant, sql: string): Promise<R> {
  const { rows } = await inTenant(tenant.tenantId, 'read', (client) => client.query(sql, [tenant.tenantId]))
  return rows[0] as R
}

describe.skipIf(!there)('S2.41 the order report of a Tmall shop', () => {
  const shop = { code: 'tmall', currency: 'CNY', timeZone: 'Asia/Shanghai' }
  const input = path.join(data, 'open/tmall/tmall_order_report.csv')
  const once = (from: TableInput = input) =>
    importFile(tenant.system, {
      kind: 'orders',
      profile: 'tmall_order_report',
      shop,
      input: from,
      onError: 'skip',
      reject: () => undefined,
    })
  let tenant: TestTenant

  beforeAll(async () => {
    tenant = await createTenant()
    await run(createShop, tenant.owner, { ...shop, name: 'Tmall', channel: 'taobao' })
  })

  test('comes in whole, once, and changes nothing the second time', async () => {
    const first = await once()
    expect(first).toEqual({ total: 28_010, created: 28_010, updated: 0, unchanged: 0, rejected: 0, aborted: false })
    const again = await once(startOf(input, 2000))
    expect(again).toEqual({ ...first, total: 2000, created: 0, unchanged: 2000 })
  }, 180_000)

  test('sums to the totals measured without us: total, what remained paid, refunds in their own column', async () => {
    const figures = expected('tmall_order_report')
    const all = await one(
      tenant,
      `select count(*)::int as orders, (sum(total_minor) / 100.0)::numeric(14,2)::text as total,
              ((sum(paid_minor) - sum(refunded_minor)) / 100.0)::numeric(14,2)::text as paid,
              (sum(refunded_minor) / 100.0)::numeric(14,2)::text as refund,
              count(*) filter (where paid_at is null)::int as unpaid, count(*) filter (where refunded_minor > 0)::int as refunded,
              count(*) filter (where refunded_minor > 0 and refunded_minor = total_minor)::int as whole
         from orders where tenant_id = $1`,
    )
    expect(all).toEqual({
      orders: figures.orders,
      total: figures.sum_total,
      paid: figures.sum_actually_paid,
      refund: figures.sum_refund,
      unpaid: figures.orders_without_pay_time,
      refunded: figures.orders_with_refund,
      whole: figures['full_refunds(refund=total)'],
    })
  })

  test('is in the sales report day by day: an order without lines counts with its amount', async () => {
    const days = expected('tmall_order_report').by_day as [string, number, string, string][]
    const range = { from: '2020-02-01', to: '2020-02-29', groupBy: 'day' as const, status: 'all' as const }
    const { rows } = await run(salesReport, tenant.owner, range)
    expect(rows.map((r) => [r.key, r.orders, Number(r.revenue)])).toEqual(
      days.map(([day, orders, total]) => [day, orders, Number(total)]),
    )
    expect((await run(verifyInvariants, tenant.owner, {})).items.filter(({ ok }) => !ok)).toEqual([])
  })
})

describe.skipIf(!there)('S2.41 five days of Online Retail', () => {
  const shop = { code: 'retail', currency: 'GBP', timeZone: 'Europe/London' }
  const input = path.join(data, 'open/online_retail/online_retail_5days.csv.gz')
  const rejects: Reject[] = []
  const once = () =>
    importFile(tenant.system, {
      kind: 'orders',
      profile: 'online_retail',
      shop,
      input,
      onError: 'skip',
      reject: (r) => rejects.push(r),
    })
  let tenant: TestTenant
  /** The file's own rows by their place, to add up what was refused. */
  const rows = new Map<number, readonly string[]>()

  beforeAll(async () => {
    tenant = await createTenant({ currency: 'GBP', timeZone: shop.timeZone })
    await run(createShop, tenant.owner, { ...shop, name: 'Retail', channel: 'file' })
    for await (const { row, fields } of tableOf(input).rows()) rows.set(row, fields)
  })

  test('sales come in, returns go to their sale or are listed, stock corrections are no sales', async () => {
    const figures = expected('online_retail_5days')
    const first = await once()
    const sales = figures.invoices - figures.cancel_invoices_C - figures.negative_quantity_without_C
    expect(first.total).toBe(sales + figures.cancel_lines_C + figures.negative_quantity_without_C)
    expect(first.created + first.rejected).toBe(first.total)
    expect(rejects.filter((r) => r.code === 'stock_correction')).toHaveLength(figures.negative_quantity_without_C)
    expect([...new Set(rejects.map((r) => r.code))].sort()).toEqual(['no_sale', 'stock_correction'])
    const again = await once()
    expect(again).toEqual({ ...first, created: 0, unchanged: first.created })
    rejects.length /= 2
  }, 60_000)

  test('the sums are those measured without us: gross sold, given back, and the difference', async () => {
    const figures = expected('online_retail_5days')
    const { rows: months } = await run(salesReport, tenant.owner, {
      from: '2010-12-01',
      to: '2011-06-30',
      groupBy: 'month',
      status: 'all',
    })
    expect(months.map((r) => [r.key, r.goods])).toEqual(
      figures.by_month.map(([month, , , gross]: string[]) => [month, gross]),
    )
    const gross = sum(months.map((r) => r.goods))
    expect(gross).toBe(figures.gross_revenue_positive_lines)
    const linked = await one<{ amount: string; n: number }>(
      tenant,
      `select coalesce((sum(amount_minor) / 100.0)::numeric(14,2), 0)::text as amount, count(*)::int as n from return_requests where tenant_id = $1`,
    )
    expect(linked.n).toBeGreaterThan(0)
    const listed = rejects
      .filter((r) => r.code !== 'stock_correction')
      .map((r) => {
        const [, , , quantity, , price] = rows.get(r.row) ?? []
        return (Number(quantity) * Number(price)).toFixed(2)
      })
    const back = sum([...listed, `-${linked.amount}`])
    expect(back).toBe(figures.returns_value_negative_lines)
    expect(sum([gross, back])).toBe(figures.net_revenue_all_lines)
  })

  test('a return stands on the line it was sold with, of the same buyer and not after it', async () => {
    const { items, nextCursor } = await run(listReturnRequests, tenant.owner, { limit: 200 })
    expect(nextCursor).toBeNull()
    for (const item of items.slice(0, 10)) {
      const order = await run(getOrder, tenant.owner, { orderId: item.orderId })
      const line = order.lines.find((l) => l.sellerSku === item.sellerSku)
      expect(line?.quantity).toBeGreaterThanOrEqual(item.quantity)
      expect(order.createdAt <= item.requestedAt).toBe(true)
      expect(order.refundStatus).toBe('requested')
      expect(await run(getReturnRequest, tenant.owner, { returnRequestId: item.id })).toMatchObject(item)
    }
    expect((await run(verifyInvariants, tenant.owner, {})).items.filter(({ ok }) => !ok)).toEqual([])
  })
})
