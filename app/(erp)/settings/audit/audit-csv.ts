import { stringify } from 'csv-stringify/sync'
import type { AuditView } from '@/lib/modules/settings/schema'

const header = ['at', 'actor_kind', 'actor', 'action', 'objects', 'detail', 'request_id']

/**
 * The trail as a file, page by page as it is read, so that a long one costs no memory. Names and details come from people:
 * what a spreadsheet would work out as a formula is written as a text.
 */
export async function* auditCsv(
  page: (cursor: string | undefined) => Promise<{ items: AuditView[]; nextCursor: string | null }>,
): AsyncGenerator<Uint8Array> {
  const encode = (rows: string[][]) => new TextEncoder().encode(stringify(rows, { escape_formulas: true }))
  // The mark tells Excel that this is UTF-8.
  yield new TextEncoder().encode('\uFEFF')
  yield encode([header])
  for (let cursor: string | undefined, more = true; more; ) {
    const { items, nextCursor } = await page(cursor)
    if (items.length > 0) yield encode(items.map(rowOf))
    cursor = nextCursor ?? undefined
    more = nextCursor !== null
  }
}

function rowOf({ at, actor, action, refs, detail, requestId }: AuditView): string[] {
  const objects = refs.map((ref) => `${ref.type} ${ref.id}`).join('; ')
  const details = Object.keys(detail).length > 0 ? JSON.stringify(detail) : ''
  return [at, actor.kind, actor.name ?? '', action, objects, details, requestId ?? '']
}
