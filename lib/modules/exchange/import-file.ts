import type { Reject } from '@/lib/adapters/files/rejects-file'
import type { TableInput } from '@/lib/adapters/files/table-file'
import type { RowError, Task } from '@/lib/modules/exchange/internal/kinds/kind'
import { kindOf } from '@/lib/modules/exchange/internal/kinds/kinds'
import { pagesOf } from '@/lib/modules/exchange/internal/pages'
import { judgePage, takePage } from '@/lib/modules/exchange/internal/take-page'
import { reasonOf } from '@/lib/modules/exchange/reason-of'
import type { ImportCounts, ImportKind } from '@/lib/modules/exchange/schema'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'

type Import = {
  readonly kind: ImportKind
  readonly profile: string
  readonly shop?: Task['shop']
  readonly warehouseCode?: string | null
  readonly input: TableInput
  /** `abort`: nothing is taken in when anything is wrong, and so everything is read and judged before the first write. */
  readonly onError: 'skip' | 'abort'
  /** Told of every place that keeps something out. */
  readonly reject: (reject: Reject) => void
}

/** Takes a file of this machine in, page by page; the same file again changes nothing. Uploaded files go the same way, in the workers. */
export async function importFile(actor: Actor, file: Import): Promise<ImportCounts & { aborted: boolean }> {
  const { input, onError, reject } = file
  const kind = kindOf(file.kind)
  const task: Task = {
    profile: file.profile,
    shop: file.shop ?? null,
    warehouseCode: file.warehouseCode ?? null,
    currency: actor.tenant.currency,
  }
  const counts: ImportCounts = { total: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 }
  const report = (errors: readonly RowError[]) => {
    for (const error of errors) reject({ ...error, reason: reasonOf(error.code) })
  }
  if (onError === 'abort') {
    for await (const page of pagesOf(kind, kind.read(input, task))) {
      for (const { errors } of await run(judgePage, actor, { kind, task, page })) {
        counts.total += 1
        if (errors.length > 0) counts.rejected += 1
        report(errors)
      }
    }
    if (counts.rejected > 0) return { ...counts, aborted: true }
    counts.total = 0
  }
  for await (const page of pagesOf(kind, kind.read(input, task))) {
    for (const { outcome, errors } of await run(takePage, actor, { kind, task, page })) {
      counts.total += 1
      counts[outcome.outcome] += 1
      if (outcome.outcome === 'rejected') report(errors)
    }
  }
  return { ...counts, aborted: false }
}
