import { expect, test } from 'vitest'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { inTenant } from '@/lib/platform/db/transaction'
import { Context } from '@/lib/platform/door/context'
import { parse } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { plansOf } from '@/tests/support/plans'
import { createShopWithStock, incoming } from '@/tests/support/shop'

await setupWorkerDatabase()

test('whether an order is known is looked up by its number, and never as it was while there were hardly any orders', async () => {
  const { tenantId, owner } = await createShopWithStock({ 'T-1': 1 })
  const page = (from: number) =>
    parse(ingestOrders.input, {
      shopCode: 'tmall',
      orders: [incoming(`${from}`, 'T-1'), incoming(`${from + 1}`, 'T-1')],
    })
  const kept = await inTenant(tenantId, 'write', async (client) => {
    const ctx = new Context(client, owner, new Date())
    // After five the database may keep a plan.
    for (let n = 0; n < 14; n += 2) await ingestOrders.within(ctx, page(n))
    const { rows } = await client.query('select name from pg_prepared_statements where statement like $1', [
      '%k(no) cross join lateral%',
    ])
    return rows
  })
  expect(kept).toEqual([])

  // This transaction only reads: the page ends at its first row, behind the look for what is known.
  const nodes = await plansOf(owner, (ctx) => ingestOrders.within(ctx, page(20)).catch(() => undefined), {
    unfilled: true,
  })
  const [look, ...more] = nodes.filter((node) => node['Relation Name'] === 'orders' && 'Index Name' in node)
  expect(more).toEqual([])
  expect(String(look?.['Index Cond'])).toContain('channel_order_no')
})
