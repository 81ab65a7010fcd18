import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { writeXlsx } from '@/lib/adapters/files/xlsx-writer'
import { getImport } from '@/lib/modules/exchange/get-import'
import type { ImportView } from '@/lib/modules/exchange/schema'
import { run } from '@/lib/platform/door/run'
import { bytesOf } from '@/tests/support/tables'
import type { TestTenant } from '@/tests/support/tenant'
import { upload } from '@/tests/support/uploads'
import { startWorker } from '@/tests/support/worker-process'

const over = ['done', 'failed', 'aborted']

export type WorkerImport = {
  readonly view: ImportView
  /** Every state that was seen, in sequence, as `phase position`. */
  readonly seen: readonly { phase: string; position: number }[]
  readonly peakMb: number
  readonly seconds: number
}

/** Sends a file in over the API and has a worker process of its own take it in, looking at both until it is over. */
export async function importInWorker(tenant: TestTenant, file: Buffer, patienceMs: number): Promise<WorkerImport> {
  const sent = await upload(
    tenant.owner,
    '/imports',
    file,
    { kind: 'products', profile: 'generic' },
    { name: 'products.xlsx' },
  )
  const { id } = (await sent.json()) as ImportView
  const worker = startWorker()
  const begun = performance.now()
  const seen: { phase: string; position: number }[] = []
  try {
    for (;;) {
      const view = await run(getImport, tenant.owner, { importId: id })
      const { phase, position } = view
      const last = seen.at(-1)
      if (last?.phase !== phase || last.position !== position) seen.push({ phase, position })
      const seconds = (performance.now() - begun) / 1000
      if (over.includes(view.state)) return { view, seen, peakMb: peakOf(worker.pid), seconds }
      if (worker.exited() || seconds * 1000 > patienceMs)
        throw new Error(`still ${phase} at ${position}: ${worker.output()}`)
      await sleep(100)
    }
  } finally {
    await worker.kill('SIGTERM')
  }
}

/** The most memory a process ever had in use, as the system counts it. */
function peakOf(pid: number): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1024
}

const columns = [
  'productCode',
  'productName',
  'brand',
  'option1Name',
  'option1Value',
  'skuCode',
  'barcode',
  'weightG',
  'listPrice',
]
const sizes = ['S', 'M', 'L', 'XL', 'XXL']

/** A workbook of products with five sizes each, a row for each SKU. */
export function productBook(rows: number): Promise<Buffer> {
  async function* each() {
    for (let n = 0; n < rows; n++) {
      const product = Math.floor(n / sizes.length)
      const size = sizes[n % sizes.length] ?? ''
      const code = `TEE-${String(product).padStart(6, '0')}`
      const barcode = String(6_900_000_000_000 + n)
      yield [
        code,
        `纯棉圆领短袖T恤 ${product}`,
        'Caravan',
        '尺码',
        size,
        `${code}-${size}`,
        barcode,
        { number: '180' },
        { number: '59.00' },
      ]
    }
  }
  return bytesOf(writeXlsx(columns, each()))
}
