import { expect, test } from 'vitest'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { inTenant } from '@/lib/platform/db/transaction'
import { Context } from '@/lib/platform/door/context'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShopWithStock } from '@/tests/support/shop'

const db = await setupWorkerDatabase()

test('a large adjustment of a young company is not planned as if its tables were still empty', async () => {
  const shop = await createShopWithStock({ TEA: 1 })
  // What the planner knows is one row of everything.
  await withClient(db.superuserUrl.replace('/postgres?', `/${db.name}?`), (client) => client.query('analyze'))
  const codes = Array.from({ length: 600 }, (_, i) => `S${i}`)
  for (let i = 0; i < codes.length; i += 100) {
    const skus = codes.slice(i, i + 100).map((code) => ({ code, name: code, listPrice: '1.00', currency: 'CNY' }))
    await run(createProduct, shop.owner, { name: `P${i}`, skus })
  }
  const read = await inTenant(shop.tenantId, 'write', async (client) => {
    const ctx = new Context(client, shop.owner, new Date())
    const adjust = (skuCodes: readonly string[], n: number) =>
      adjustStock.within(ctx, {
        ...{ warehouseCode: 'HZ', reason: `${n}` },
        lines: skuCodes.map((skuCode) => ({ skuCode, quantity: 2, unitCost: '1.00' })),
      })
    // A connection that has served a few small ones has its plans.
    for (let n = 0; n < 7; n++) await adjust(['TEA'], n)
    await adjust(codes, 7)
    const { rows } = await client.query(
      `select relname, seq_tup_read::int as rows from pg_stat_xact_user_tables
        where relname in ('stock_balances', 'stock_movements', 'skus') and seq_tup_read > 10 * 600`,
    )
    return rows
  })
  expect(read).toEqual([])
})
