import { openTable } from '@/lib/adapters/files/open-table'
import { type Figure, figure } from '@/tests/bench/report'
import { importInWorker, productBook } from '@/tests/support/import-in-worker'
import { sourceOf } from '@/tests/support/tables'
import { createTenant } from '@/tests/support/tenant'

const rows = 200_000
const mostMb = 512
const patienceMs = 3_600_000

/**
 * A workbook of 200,000 SKUs sent in over the API and taken in by a worker process: the most memory that process ever had, against
 * what it may have, and how long it took, against reading the workbook once.
 */
export async function importBench(): Promise<Figure[]> {
  const tenant = await createTenant()
  const file = await productBook(rows)
  const { view, seen, peakMb, seconds } = await importInWorker(tenant, file, patienceMs)
  const { state, created, rejected } = view
  if (state !== 'done' || created !== rows / 5 || rejected > 0)
    throw new Error(`the import ended ${state} with ${created} products made and ${rejected} rejected`)
  const begun = performance.now()
  let read = 0
  for await (const _ of (await openTable(sourceOf(file))).table.rows()) read += 1
  const once = (performance.now() - begun) / 1000
  const conditions = `${read - 1} rows, ${(file.length / 1e6).toFixed(1)} MB, progress seen at ${seen.length} places`
  return [
    figure('import.memory', peakMb, mostMb, 'lower', 'MB', `${conditions}; floor: what it may use`),
    figure('import.time', seconds, once, 'lower', 's', `${conditions}; floor: reading the workbook once`),
  ]
}
