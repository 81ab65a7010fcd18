import { expect, test } from 'vitest'
import { purgeLists } from '@/lib/modules/dispatch/purge-lists'
import { workBulk } from '@/lib/modules/dispatch/work-bulk'
import { findNumbers } from '@/lib/modules/orders/find-numbers'
import { startOrderBulk } from '@/lib/modules/orders/start-bulk'
import { getBulk } from '@/lib/modules/settings/get-bulk'
import { retryBulk } from '@/lib/modules/settings/retry-bulk'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { ingest, makeShop } from '@/tests/support/orders'
import { createTenant } from '@/tests/support/tenant'

const db = await setupWorkerDatabase()

test('pasted numbers, notices and rows of finished jobs are forgotten when they are old, and not before; the job stays', async () => {
  const { tenantId, owner, system } = await createTenant()
  const shop = await makeShop(owner)
  await ingest(owner, shop.code, [{ at: '2026-11-01T00:00:00Z', lines: [{ sku: 'X', quantity: 1, price: '1.00' }] }])
  await run(findNumbers, owner, { numbers: ['A'] })
  const what = { action: 'order.set-flags', flag: 'red' } as const
  const { jobId } = await run(startOrderBulk, owner, { filter: {}, what })
  await workBulk(system, { jobId })
  await drainAll(tenantId)
  const counts = () =>
    withClient(db.superuserUrl, async (client) => {
      const { rows } = await client.query(
        `select (select count(*)::int from number_sets where tenant_id = $1) as sets,
                (select count(*)::int from notices where tenant_id = $1) as notices,
                (select count(*)::int from bulk_rows where tenant_id = $1) as rows`,
        [tenantId],
      )
      return rows[0]
    })
  const after = (days: number) => run(purgeLists, system, {}, { now: new Date(Date.now() + days * 86_400_000) })
  await after(6)
  expect(await counts()).toEqual({ sets: 1, notices: 1, rows: 1 })
  await after(8)
  expect(await counts()).toEqual({ sets: 0, notices: 1, rows: 1 })
  await after(31)
  expect(await counts()).toEqual({ sets: 0, notices: 1, rows: 0 })
  expect(await after(91)).toEqual({ more: false })
  expect(await counts()).toEqual({ sets: 0, notices: 0, rows: 0 })
  expect(await run(getBulk, owner, { jobId })).toMatchObject({ state: 'done', done: 1 })
  // One that ended with refused rows cannot be tried again without them, and stays as it ended.
  await withClient(db.superuserUrl, (client) =>
    client.query('update bulk_jobs set done = 0, refused = 1 where tenant_id = $1', [tenantId]),
  )
  await expect(run(retryBulk, owner, { jobId })).rejects.toMatchObject({
    params: { errors: [{ path: 'jobId', code: 'rows_forgotten' }] },
  })
  expect(await run(getBulk, owner, { jobId })).toMatchObject({ state: 'done', refused: 1 })
})
