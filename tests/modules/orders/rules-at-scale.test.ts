import pg from 'pg'
import { expect, it } from 'vitest'
import { applyRules } from '@/lib/modules/orders/apply-rules'
import { run } from '@/lib/platform/door/run'
import { arrive, statesOf } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { goLive, rule } from '@/tests/support/rules'
import { createShopWithStock, incoming } from '@/tests/support/shop'

await setupWorkerDatabase()

/** Counts the statements that are sent while something runs, tenant binding and audit included. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const query = pg.Client.prototype.query
  let count = 0
  const counted = function (this: pg.Client, ...args: unknown[]) {
    count++
    return Reflect.apply(query, this, args)
  }
  pg.Client.prototype.query = counted as typeof query
  try {
    await work()
  } finally {
    pg.Client.prototype.query = query
  }
  return count
}

/** Twenty rules over every kind of field, six of which act on some of the orders. */
const twenty = [
  rule('call', { when: [[{ field: 'units', op: 'gte', value: '9' }]], actions: [{ type: 'contact' }] }),
  rule('void', { when: [[{ field: 'note', op: 'any', values: ['刷单'] }]], actions: [{ type: 'invalid' }] }),
  rule('hold', {
    when: [[{ field: 'units', op: 'eq', value: '8' }]],
    actions: [{ type: 'hold', code: 'manual', note: 'eight' }],
  }),
  rule('urgent', { when: [[{ field: 'units', op: 'eq', value: '7' }]], actions: [{ type: 'urgent' }] }),
  rule('far', {
    when: [[{ field: 'province', op: 'not_in', values: ['浙江'] }]],
    actions: [{ type: 'hold', code: 'suspected_fraud', note: '' }],
  }),
  ...Array.from({ length: 14 }, (_, i) =>
    rule(`history-${i}`, {
      when: [
        [
          { field: 'ordersBefore', op: 'gt', value: String(500 + i) },
          { field: 'sameGoodsHours', op: 'lt', value: '1' },
          { field: 'category', op: 'any', values: [`cat-${i}`] },
          { field: 'weight', op: 'gt', value: '100' },
        ],
      ],
      actions: [{ type: 'hold', code: 'blacklisted', note: '' }],
    }),
  ),
  rule('rest', { when: [[{ field: 'total', op: 'gt', value: '0' }]], actions: [{ type: 'approve' }] }),
]

/** Many buyers: a thousand orders of one phone would each look at two hundred before. */
const many = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    incoming(String(i), 'TEA', (i % 9) + 1, {
      buyerNote: i % 100 === 0 ? '刷单' : '',
      address: { ...incoming('', '').address, phone: `139${String(i % 300).padStart(8, '0')}` },
    }),
  )

it('S4.47 takes a thousand orders through twenty rules in as many statements as a hundred', {
  timeout: 60_000,
}, async () => {
  const [few, full] = await Promise.all([createShopWithStock({ TEA: 1 }), createShopWithStock({ TEA: 1 })])
  for (const shop of [few, full]) await goLive(shop.owner, 'review', twenty)
  await arrive(few, many(100))
  await arrive(full, many(1000))
  const forHundred = await statementsOf(() => run(applyRules, few.system, {}))
  const forThousand = await statementsOf(() => run(applyRules, full.system, {}))
  expect(forThousand).toBe(forHundred)
  expect(forThousand).toBeLessThan(45)
  expect(await statesOf(full)).toEqual({ approved: 770, awaiting_contact: 111, pending_review: 110, invalid: 9 })
})

it('is done after one look where nothing is due', async () => {
  const shop = await createShopWithStock({ TEA: 1 })
  await arrive(shop, many(10))
  expect(await statementsOf(() => run(applyRules, shop.system, {}))).toBeLessThan(8)
})
