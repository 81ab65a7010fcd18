import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { id } from '@/lib/kernel/ids'
import { importRow } from '@/lib/modules/exchange/internal/import-rows'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const rejectView = z.object({
  seq: z.number().int(),
  rows: z.array(z.number().int()),
  errors: z.array(
    z.object({
      file: z.string().nullable().meta({ description: 'Name of the file or, of a zip of tables, of the table' }),
      row: z.number().int(),
      column: z.string(),
      code: z.string(),
    }),
  ),
})
export type ImportReject = z.output<typeof rejectView>

const place = z.tuple([z.number().int()])

export const listImportErrors = query({
  name: 'import.errors',
  summary: 'What keeps records of an import out, by file, row, column and reason, in the sequence of the file',
  http: { method: 'GET', path: '/imports/{importId}/errors' },
  input: z.strictObject({ ...pageFields, importId: id('import') }),
  example: { limit: 50 },
  output: pageView(rejectView),
  async run(ctx, { importId, limit, cursor }) {
    await importRow(ctx, importId)
    const [after] = cursor ? decodeCursor(cursor, place) : [-1]
    const rows = await ctx.sql<ImportReject>(
      `select seq, rows, errors from import_rejects where tenant_id = $1 and import_id = $2 and seq > $3 order by seq limit $4`,
      [importId, after, limit + 1],
    )
    return pageOf(
      rows,
      limit,
      // Of an import from before the file was written down, none is known.
      (row) => ({ ...row, errors: row.errors.map((error) => ({ ...error, file: error.file ?? null })) }),
      ({ seq }) => encodeCursor([seq]),
    )
  },
})
