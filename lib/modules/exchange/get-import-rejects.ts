import { z } from 'zod'
import { writeCsv } from '@/lib/adapters/files/csv-writer'
import { type Cell, writeXlsx } from '@/lib/adapters/files/xlsx-writer'
import { id } from '@/lib/kernel/ids'
import { type ImportRow, importRow } from '@/lib/modules/exchange/internal/import-rows'
import { openImport } from '@/lib/modules/exchange/internal/open-import'
import { reasonOf } from '@/lib/modules/exchange/reason-of'
import { isArchive } from '@/lib/modules/exchange/states'
import type { Actor } from '@/lib/platform/door/actor'
import { query } from '@/lib/platform/door/use-case'
import { FileAnswer } from '@/lib/platform/files/answer'
import { LOCALES, type Locale } from '@/lib/platform/i18n/locales'

type Problem = { file?: string; row: number; column: string; code: string }
type Reject = { rows: number[]; errors: Problem[] }

/** Headings of our remarks; a file that comes back carries them along, and reading skips them. */
const remarks = { 'zh-CN': ['#行', '#原因'], en: ['#row', '#reason'] } as const
/** Of an archive only the places can be told; what lies in it is with who sent it. */
const places = { 'zh-CN': ['#文件', '#行', '#列', '#原因'], en: ['#file', '#row', '#column', '#reason'] } as const

export const getImportRejects = query({
  name: 'import.rejects',
  summary: 'The rows that were not taken in, as a file of the same columns with the reasons: mend it and send it again',
  http: { method: 'GET', path: '/imports/{importId}/rejects' },
  input: z.strictObject({
    importId: id('import'),
    format: z.enum(['csv', 'xlsx']).default('csv'),
    locale: z.enum(LOCALES).default('zh-CN'),
  }),
  example: { format: 'csv' },
  async run(ctx, { importId, format, locale }) {
    const row = await importRow(ctx, importId)
    const rejects = await ctx.sql<Reject>(
      'select rows, errors from import_rejects where tenant_id = $1 and import_id = $2 order by seq',
      [importId],
    )
    const { actor } = ctx
    const base = row.file_name.replace(/\.(csv|xlsx|txt|tsv|zip)(\.gz)?$/i, '')
    return new FileAnswer({
      name: `${base}.rejects.${format}`,
      type:
        format === 'csv'
          ? 'text/csv; charset=utf-8'
          : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      body: () => written(actor, row, rejects, format, locale),
    })
  },
})

async function* written(
  actor: Actor,
  row: ImportRow,
  rejects: readonly Reject[],
  format: 'csv' | 'xlsx',
  locale: Locale,
): AsyncGenerator<Uint8Array | string> {
  const opened = !isArchive(row)
    ? await openImport(actor, { id: row.id, fileName: row.file_name, format: row.format })
    : undefined
  const rows = (async function* (): AsyncGenerator<readonly string[]> {
    if (isArchive(row)) {
      yield places[locale]
      for (const { errors } of rejects)
        for (const { file, row: at, column, code } of errors)
          yield [file ?? row.file_name, String(at), column, reasonOf(code, locale)]
      return
    }
    if (!opened) {
      // The file is purged; what was wrong with it can still be told.
      yield remarks[locale]
      for (const reject of rejects) for (const at of reject.rows) yield [String(at), reasons(reject, at, row, locale)]
      return
    }
    const byRow = new Map(rejects.flatMap((reject) => reject.rows.map((at) => [at, reject] as const)))
    let kept: number[] | undefined
    for await (const { row: at, fields } of opened.table.rows()) {
      if (!kept) {
        kept = fields.flatMap((heading, i) => (heading.trim().startsWith('#') ? [] : [i]))
        yield [...kept.map((i) => fields[i] ?? ''), ...remarks[locale]]
        continue
      }
      const reject = byRow.get(at)
      if (reject) yield [...kept.map((i) => fields[i] ?? ''), String(at), reasons(reject, at, row, locale)]
    }
  })()
  try {
    const { value: header } = await rows.next()
    const cells: AsyncIterable<readonly Cell[]> = rows
    yield* format === 'csv' ? writeCsv(header ?? [], cells) : writeXlsx(header ?? [], cells)
  } finally {
    await opened?.close()
  }
}

/** What is wrong with this row; where nothing is, that it stayed out with its order or product. */
function reasons({ errors }: Reject, at: number, { mapping }: ImportRow, locale: Locale): string {
  const mine = errors.filter((error) => error.row === at)
  const told = mine.map(({ column, code }) => {
    const heading = mapping?.[column] ?? column
    return heading ? `${heading}: ${reasonOf(code, locale)}` : reasonOf(code, locale)
  })
  return told.length > 0 ? told.join('; ') : reasonOf('row_beside', locale)
}
