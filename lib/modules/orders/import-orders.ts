import type { Reject } from '@/lib/adapters/files/rejects-file'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { checkOrder } from '@/lib/modules/orders/internal/check-order'
import type { FileOrder, Profile } from '@/lib/modules/orders/internal/profiles/file-order'
import { genericColumns, genericProfile } from '@/lib/modules/orders/internal/profiles/generic'
import { olistProfile } from '@/lib/modules/orders/internal/profiles/olist'
import { reasonOf } from '@/lib/modules/orders/internal/profiles/reasons'
import type { ResolvedShop } from '@/lib/modules/settings/resolve-shops'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'

/** The layouts an order file may have. */
export const orderProfiles = { generic: genericProfile, olist: olistProfile } as const satisfies Record<string, Profile>

/** First lines of files that people fill in themselves. */
export const orderHeaders = { generic: genericColumns.join(',') } as const

export type OrderProfile = keyof typeof orderProfiles

export type ImportCounts = { total: number; created: number; updated: number; unchanged: number; rejected: number }

type Import = {
  readonly shop: Pick<ResolvedShop, 'code' | 'currency' | 'timeZone'>
  readonly profile: OrderProfile
  readonly path: string
  /** `abort`: nothing is taken in when anything is wrong, and so everything is read and judged before the first write. */
  readonly onError: 'skip' | 'abort'
  /** Told of every place that keeps an order out. */
  readonly reject: (reject: Reject) => void
}

/** A page is one transaction: it ends before its statements would take longer than the database allows them. */
const pageOrders = 500
const pageLines = 5000

/** Takes a file's orders in, page by page through the one way in; the same file again changes nothing. */
export async function importOrders(actor: Actor, file: Import): Promise<ImportCounts & { aborted: boolean }> {
  const { shop, profile, path, onError, reject } = file
  const orders = () => orderProfiles[profile](path, shop)
  const counts: ImportCounts = { total: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 }
  if (onError === 'abort') {
    for await (const order of orders()) {
      counts.total += 1
      if (!sound(order, reject)) counts.rejected += 1
    }
    if (counts.rejected > 0) return { ...counts, aborted: true }
    counts.total = 0
  }
  let page: FileOrder[] = []
  let lines = 0
  const flush = async () => {
    const taken = page
    page = []
    lines = 0
    if (taken.length > 0) await takePage(actor, file, taken, counts)
  }
  for await (const order of orders()) {
    counts.total += 1
    if (!sound(order, reject)) {
      counts.rejected += 1
      continue
    }
    lines += linesOf(order)
    if (page.push(order) === pageOrders || lines >= pageLines) await flush()
  }
  await flush()
  return { ...counts, aborted: false }
}

function linesOf({ order: { lines } }: FileOrder): number {
  return Array.isArray(lines) ? lines.length : 0
}

async function takePage(
  actor: Actor,
  { shop, reject }: Import,
  page: readonly FileOrder[],
  counts: ImportCounts,
): Promise<void> {
  const { results } = await run(ingestOrders, actor, { shopCode: shop.code, orders: page.map(({ order }) => order) })
  for (const [i, { outcome, error }] of results.entries()) {
    if (outcome === 'created' || outcome === 'updated' || outcome === 'rejected') counts[outcome] += 1
    // An order we know in a newer version than the file's stays as it is, too.
    else counts.unchanged += 1
    for (const { path, code } of error?.errors ?? []) report(reject, { ...place(page[i], path), code })
  }
}

/** Judged before intake is asked: what a file says wrongly is mended in the file, not in the house. */
function sound(order: FileOrder, reject: (reject: Reject) => void): boolean {
  const found =
    order.errors.length > 0
      ? order.errors
      : checkOrder(order.order).map(({ path, code }) => ({ ...order.place(path), code }))
  for (const error of found) report(reject, error)
  return found.length === 0
}

function place(order: FileOrder | undefined, path: string) {
  return order?.place(path) ?? { file: '', row: 0, column: '' }
}

function report(reject: (reject: Reject) => void, { file, row, column, code }: Omit<Reject, 'reason'>): void {
  reject({ file, row, column, code, reason: reasonOf(code) })
}
