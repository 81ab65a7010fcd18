import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { verifyInvariants } from '@/lib/modules/dispatch/verify-invariants'
import { importFile } from '@/lib/modules/exchange/import-file'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { salesReport } from '@/lib/modules/reports/sales-report'
import { createShop } from '@/lib/modules/settings/create-shop'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShopWithStock, incoming } from '@/tests/support/shop'
import { createTenant, type TestTenant } from '@/tests/support/tenant'

const data = path.resolve('../shared/data')
const folder = path.join(data, 'open/olist')
const there = existsSync(folder)
if (!there) console.warn('The Olist tables are not here: their import is not tested.')

type Month = [month: string, orders: number, units: number, price: string, freight: string, revenue: string]

describe.skipIf(!there)('the Olist tables', async () => {
  const db = await setupWorkerDatabase()
  const zone = 'America/Sao_Paulo'
  const shop = { code: 'olist', currency: 'BRL', timeZone: zone }
  const rejects: unknown[] = []
  const once = () =>
    importFile(tenant.system, {
      kind: 'orders',
      shop,
      profile: 'olist',
      input: folder,
      onError: 'skip',
      reject: (r) => rejects.push(r),
    })
  let tenant: TestTenant

  beforeAll(async () => {
    // Statistics that know another company only: the planner then thinks that the new one has next to no rows.
    const other = await createShopWithStock({ 'CUP-1': 1 })
    await run(ingestOrders, other.owner, {
      shopCode: 'tmall',
      orders: Array.from({ length: 300 }, (_, i) => incoming(`O${i}`, 'CUP-1')),
    })
    await withClient(db.superuserUrl, async (client) => {
      for (const table of [
        'orders',
        'order_lines',
        'order_events',
        'order_holds',
        'fulfilment_lines',
        'reservations',
      ]) {
        await client.query(`alter table ${table} set (autovacuum_enabled = false)`)
      }
      await client.query('analyze')
    })
    tenant = await createTenant({ currency: 'BRL', timeZone: zone })
    await run(createShop, tenant.owner, { ...shop, name: 'Olist', channel: 'file' })
  })

  test('come in whole, once, and change nothing the second time', async () => {
    const first = await once()
    expect(first).toEqual({ total: 13_588, created: 13_588, updated: 0, unchanged: 0, rejected: 0, aborted: false })
    expect(await once()).toEqual({ ...first, created: 0, unchanged: 13_588 })
    expect(rejects).toEqual([])
  }, 180_000)

  test('break no invariant, found in good time', async () => {
    expect((await run(verifyInvariants, tenant.owner, {})).items.filter(({ ok }) => !ok)).toEqual([])
  })

  test('sum to the cent, month by month, as measured without us', async () => {
    const expected = JSON.parse(readFileSync(path.join(data, 'expected/olist.json'), 'utf8')).by_month as Month[]
    const report = await run(salesReport, tenant.owner, {
      from: '2016-01-01',
      to: '2018-12-31',
      groupBy: 'month',
      status: 'all',
    })
    expect(report.rows.map((r) => [r.key, r.orders, r.units, r.goods, r.freight, r.revenue])).toEqual(expected)
  })

  test('keep each line, with a share of the freight that sums to the order’s', async () => {
    const { rows } = await inTenant(tenant.tenantId, 'read', (client) =>
      client.query(
        `select count(*)::int as lines, sum(l.goods_minor)::bigint as goods, sum(l.freight_minor)::bigint as freight
           from order_lines l where l.tenant_id = $1`,
        [tenant.tenantId],
      ),
    )
    expect(rows).toEqual([{ lines: 15_566, goods: 188_589_664n, freight: 31_159_720n }])
  })
})
