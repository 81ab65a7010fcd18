import { expect, test } from 'vitest'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShopWithStock, incoming } from '@/tests/support/shop'

await setupWorkerDatabase()

/** What one statement may take; here for the whole page and its many statements. */
const patienceMs = 15_000

function page(orders: number, lines: number) {
  return Array.from({ length: orders }, (_, n) => {
    const total = (lines * 20).toFixed(2)
    const rows = Array.from({ length: lines }, (_, l) => ({
      channelLineNo: String(l + 1),
      sellerSku: l % 2 ? 'TEA-1' : `other-${l}`,
      title: '茶',
      quantity: 1,
      unitPrice: '20.00',
    }))
    return incoming(`n-${n}`, 'TEA-1', 1, { lines: rows, total, paid: total })
  })
}

test('a page of more than 20,000 lines is refused as a whole, one of exactly so many is taken in well in time', async () => {
  const { owner, tenantId } = await createShopWithStock({ 'TEA-1': 1 })
  const ingest = (orders: unknown[]) => run(ingestOrders, owner, { shopCode: 'tmall', orders })
  const orders = page(1000, 20)
  const [first, ...rest] = orders
  await expect(ingest([{ ...first, lines: [...(first?.lines ?? []), {}] }, ...rest])).rejects.toMatchObject({
    code: 'invalid',
    params: { errors: [{ path: 'orders', code: 'too_many_lines' }] },
  })
  const count = () =>
    inTenant(tenantId, 'read', async (client) => {
      const { rows } = await client.query<{ n: number }>(
        'select count(*)::int as n from order_lines where tenant_id = $1',
        [tenantId],
      )
      return rows[0]?.n
    })
  expect(await count()).toBe(0)

  const started = performance.now()
  const { results } = await ingest(orders)
  const ms = performance.now() - started
  expect(results.every((r) => r.outcome === 'created')).toBe(true)
  expect(await count()).toBe(20_000)
  expect(ms).toBeLessThan(patienceMs)
}, 60_000)
