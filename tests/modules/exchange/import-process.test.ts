import { expect, test } from 'vitest'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { importInWorker, productBook } from '@/tests/support/import-in-worker'
import { createTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

/** The same with 200,000 rows: `npm run bench -- import`. */
test('S4.34 a workbook is taken in by a worker process within 512 MB, its progress seen rising, every row counted', async () => {
  const tenant = await createTenant()
  const { view, seen, peakMb } = await importInWorker(tenant, await productBook(4000), 60_000)
  expect(view).toMatchObject({ state: 'done', total: 800, created: 800, updated: 0, unchanged: 0, rejected: 0 })
  for (const phase of ['check', 'load']) {
    const places = seen.filter((one) => one.phase === phase).map(({ position }) => position)
    expect(places, phase).toEqual([...places].sort((a, b) => a - b))
  }
  expect(seen.filter(({ position }) => position > 0 && position < 800).length).toBeGreaterThan(0)
  expect(peakMb).toBeGreaterThan(0)
  expect(peakMb).toBeLessThan(512)
  const { items } = await run(listSkus, tenant.owner, { q: 'tee-000799-xl' })
  expect(items.map(({ code }) => code)).toEqual(['TEE-000799-XL'])
}, 90_000)
