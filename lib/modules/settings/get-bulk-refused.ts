import { z } from 'zod'
import { writeCsv } from '@/lib/adapters/files/csv-writer'
import { type Cell, writeXlsx } from '@/lib/adapters/files/xlsx-writer'
import { id } from '@/lib/kernel/ids'
import type { BulkDetail } from '@/lib/modules/settings/bulk-shapes'
import { ownBulk } from '@/lib/modules/settings/internal/bulk-rows'
import { query } from '@/lib/platform/door/use-case'
import { FileAnswer } from '@/lib/platform/files/answer'
import { LOCALES } from '@/lib/platform/i18n/locales'
import { MESSAGES } from '@/lib/platform/i18n/messages'
import { refusalWordsIn } from '@/lib/platform/i18n/refusal-words-in'

type Row = { label: string; refusal: BulkDetail['rows'][number]['refusal'] }

export const getBulkRefused = query({
  name: 'bulk.refused',
  summary: 'What a bulk job has refused, all of it with the reasons, as a file',
  http: { method: 'GET', path: '/bulk-jobs/{jobId}/refused' },
  input: z.strictObject({
    jobId: id('bulk'),
    format: z.enum(['csv', 'xlsx']).default('csv'),
    locale: z.enum(LOCALES).default('zh-CN'),
  }),
  example: { format: 'csv' },
  async run(ctx, { jobId, format, locale }) {
    const job = await ownBulk(ctx, jobId)
    // A job takes five thousand at most.
    const rows = await ctx.sql<Row>(
      `select label, refusal from bulk_rows where tenant_id = $1 and job_id = $2 and state = 'refused' order by seq`,
      [jobId],
    )
    const words = refusalWordsIn(locale)
    const { of, reason } = MESSAGES[locale].settings.bulkFile
    async function* cells(): AsyncGenerator<readonly Cell[]> {
      for (const { label, refusal } of rows) yield [label, words(refusal)]
    }
    return new FileAnswer({
      name: `${job.action}-${jobId.slice(-6)}.${format}`,
      type:
        format === 'csv'
          ? 'text/csv; charset=utf-8'
          : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      body: () => (format === 'csv' ? writeCsv([of, reason], cells()) : writeXlsx([of, reason], cells())),
    })
  },
})
