import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { closePools } from '@/lib/platform/db/pools'
import { extendEnv } from '@/lib/platform/env'
import { openDatabase } from '@/scripts/lib/database'
import { benchmarks } from '@/tests/bench/benchmarks'
import type { Figure } from '@/tests/bench/report'

/**
 * `npm run -s bench -- [NAME …] [--json]`: each benchmark beside its hand-written floor, on a scratch database of its own.
 * A name may be a prefix: `order-list` runs all of them. One JSON object a line with --json, else a table.
 */
const args = process.argv.slice(2)
const json = args.includes('--json')
const names = args.filter((a) => !a.startsWith('--'))
const chosen = benchmarks.filter((b) =>
  names.length === 0 ? !b.named : names.some((n) => n === b.name || n.startsWith(`${b.name}.`) || b.name.startsWith(n)),
)
if (chosen.length === 0) {
  console.error(`No such benchmark. There are: ${benchmarks.map((b) => b.name).join(', ')}`)
  process.exit(1)
}

const data = mkdtempSync(path.join(tmpdir(), 'caravan-bench-'))
extendEnv({ CARAVAN_DATA: data, LOG_LEVEL: 'error' })
const database = await openDatabase({ settings: { shared_buffers: '1GB', max_wal_size: '8GB' } })
try {
  extendEnv(database.urls)
  for (const bench of chosen) {
    for (const line of await bench.run())
      if (names.length === 0 || names.some((n) => line.name.startsWith(n))) print(line)
  }
} finally {
  await closePools()
  await database.close()
  rmSync(data, { recursive: true, force: true })
}

function print(line: Figure): void {
  console.log(
    json
      ? JSON.stringify(line)
      : `${line.name.padEnd(26)} ours ${line.ours} ${line.unit}, floor ${line.floor} ${line.unit}, ratio ${line.ratio} (${line.better} is better; ${line.conditions})`,
  )
}
