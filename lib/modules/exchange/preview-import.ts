import { type FieldError, isRefusal } from '@/lib/kernel/refusal'
import { columnsOf } from '@/lib/modules/exchange/import-columns'
import { mappingFor } from '@/lib/modules/exchange/internal/mapping-for'
import { openImport } from '@/lib/modules/exchange/internal/open-import'
import type { ImportFormat, ImportMapping, ImportView } from '@/lib/modules/exchange/schema'
import type { Actor } from '@/lib/platform/door/actor'

const shownRows = 6

export type ImportPreview = {
  readonly type: 'csv' | 'xlsx'
  readonly format: ImportFormat
  readonly sheets: readonly string[]
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly columns: { readonly all: readonly string[]; readonly required: readonly string[] }
  readonly mapping: ImportMapping
  readonly remembered: boolean
}

/** The first rows of a file and what its columns seem to mean, or why it cannot be read. Who may see the import may see this. */
export async function previewImport(
  actor: Actor,
  view: ImportView,
  format: ImportFormat,
): Promise<ImportPreview | { errors: readonly FieldError[] }> {
  try {
    const opened = await openImport(actor, { ...view, format: { ...view.format, ...format } })
    if (!opened) return { errors: [{ path: 'file', code: 'purged' }] }
    try {
      const records: (readonly string[])[] = []
      for await (const { fields } of opened.table.rows()) if (records.push(fields) > shownRows) break
      const header = (records[0] ?? []).map((heading) => heading.trim())
      const { mapping, remembered } = view.mapping
        ? { mapping: view.mapping, remembered: false }
        : await mappingFor(actor, view.kind, header)
      const { type, sheets } = opened
      return {
        ...{ type, sheets, header, mapping, remembered, columns: columnsOf(view.kind) },
        format: opened.format as ImportFormat,
        rows: records.slice(1),
      }
    } finally {
      await opened.close()
    }
  } catch (e) {
    if (!isRefusal(e) || e.code !== 'invalid') throw e
    return { errors: (e.params.errors as FieldError[] | undefined) ?? [] }
  }
}
