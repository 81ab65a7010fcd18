import type { Source } from '@/lib/adapters/files/archive'
import { openTable } from '@/lib/adapters/files/open-table'
import { openTables } from '@/lib/adapters/files/table-archive'
import { renamed, type TableFile } from '@/lib/adapters/files/table-file'
import { type FieldError, isRefusal } from '@/lib/kernel/refusal'
import { columnsOf } from '@/lib/modules/exchange/import-columns'
import { withoutExample } from '@/lib/modules/exchange/import-examples'
import type { ImportRow } from '@/lib/modules/exchange/internal/import-rows'
import type { Task } from '@/lib/modules/exchange/internal/kinds/kind'
import { kindOf } from '@/lib/modules/exchange/internal/kinds/kinds'
import { mappingFor } from '@/lib/modules/exchange/internal/mapping-for'
import { openSource } from '@/lib/modules/exchange/internal/open-import'
import { pagesOf } from '@/lib/modules/exchange/internal/pages'
import { beginImport, checkPage, endPhase, failImport, loadPage } from '@/lib/modules/exchange/internal/steps'
import { undoPages } from '@/lib/modules/exchange/internal/undo-pages'
import { isArchive } from '@/lib/modules/exchange/states'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'

/** Refusals that lie in the file or in what it meets; trying again changes nothing. */
const theFiles = new Set(['invalid', 'not_found', 'too_large', 'insufficient_stock', 'forbidden'])

/**
 * Does an import from where it stands to where it waits or ends: everything is checked before anything is written, page by page,
 * each a transaction that also writes down how far it is. Ended at any moment and started again it goes on with the next page.
 */
export async function runImport(actor: Actor, importId: string): Promise<void> {
  for (;;) {
    const row = await run(beginImport, actor, { importId })
    if (!row) return
    try {
      if (row.phase === 'undo') return await undoPages(actor, importId)
      if (!(await runPhase(actor, row))) return
    } catch (e) {
      if (!isRefusal(e) || !theFiles.has(e.code)) throw e
      const errors = (e.params.errors as FieldError[] | undefined) ?? [{ path: 'file', code: e.code }]
      return await run(failImport, actor, { importId, errors })
    }
    if (!(await run(endPhase, actor, { importId }))) return
  }
}

/** false: the import was stopped meanwhile, or is somebody else's now. */
async function runPhase(actor: Actor, row: ImportRow): Promise<boolean> {
  const importId = row.id
  const opened = await openSource(actor, { id: importId, fileName: row.file_name, format: row.format })
  if (!opened) {
    await run(failImport, actor, { importId, errors: [{ path: 'file', code: 'purged' }] })
    return false
  }
  try {
    const kind = kindOf(row.kind)
    const task = taskOf(actor, row)
    const records = kind.readArchive
      ? kind.readArchive(opened.source)
      : kind.read(await tableOf(actor, row, opened.source), task)
    const step = row.phase === 'check' ? checkPage : loadPage
    for await (const page of pagesOf(kind, records, row.position)) {
      if (!(await run(step, actor, { importId, kind, task, page }))) return false
    }
    return true
  } finally {
    await opened.close()
  }
}

function taskOf(actor: Actor, row: ImportRow): Task {
  const { shop_code: code, shop_currency: currency, shop_zone: timeZone } = row
  return {
    profile: row.profile,
    shop: code && currency && timeZone ? { code, currency, timeZone } : null,
    warehouseCode: row.warehouse_code,
    currency: actor.tenant.currency,
  }
}

/** What the file holds: several tables in an archive, or one. */
async function tableOf(actor: Actor, row: ImportRow, source: Source): Promise<TableFile> {
  if (isArchive(row)) return openTables(source)
  const table = await mapped(actor, row, (await openTable(source, row.format)).table)
  return row.profile === 'generic' ? withoutExample(row.kind, table) : table
}

/** Under the mapping somebody chose; a file that does not carry our headings gets the one its headings were given before, or suggest. */
async function mapped(actor: Actor, row: ImportRow, table: TableFile): Promise<TableFile> {
  if (row.mapping) return renamed(table, row.mapping)
  if (row.profile !== 'generic') return table
  for await (const { fields } of table.rows()) {
    const header = fields.map((heading) => heading.trim())
    if (columnsOf(row.kind).required.every((column) => header.includes(column))) return table
    const { mapping, complete } = await mappingFor(actor, row.kind, header)
    return complete ? renamed(table, mapping) : table
  }
  return table
}
