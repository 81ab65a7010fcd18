import { z } from 'zod'
import { pdfOf } from '@/lib/adapters/printing/pdf-of'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { drawPrint } from '@/lib/modules/prints/internal/draw-print'
import type { PrintRow } from '@/lib/modules/prints/internal/print-row'
import { fileMinutes } from '@/lib/modules/prints/states'
import { seesAll } from '@/lib/platform/door/actor'
import { command } from '@/lib/platform/door/use-case'
import { FileAnswer } from '@/lib/platform/files/answer'

/**
 * The file of a print, for a quarter of an hour; what bears a receiver is for who printed it alone, and so is all for who is
 * limited to shops or warehouses: a list tells of all that is on it. Later, or for somebody else, it is a
 * reprint. What it says is read in
 * this transaction; it is drawn after its end, while the file is on its way.
 */
export const openPrint = command({
  name: 'print.open',
  summary: 'The PDF of what was printed just now',
  http: { method: 'POST', path: '/prints/{printId}/file' },
  input: z.strictObject({ printId: id('print') }),
  example: {},
  remembered: false,
  async run(ctx, { printId }) {
    const rows = await ctx.sql<PrintRow>(
      `select kind, subject_id, reference, copy, copies from prints
        where tenant_id = $1 and batch_id = $2 and (printed_by_id = $3 or ($6 and kind not in ('label', 'packing_slip'))) and printed_at > $4::timestamptz - make_interval(mins => $5) order by position`,
      [printId, ctx.actor.id, ctx.now, fileMinutes, seesAll(ctx.actor)],
    )
    const papers = await drawPrint(ctx, rows)
    if (papers.length === 0) refuse('not_found')
    ctx.touch('print', printId)
    ctx.tell({ papers: papers.length })
    const name = `${rows[0]?.kind.replace('_', '-')}-${rows[0]?.reference}${rows.length > 1 ? `-${rows.length}` : ''}.pdf`
    return new FileAnswer({ name, type: 'application/pdf', inline: true, body: () => pdfOf(name, papers) })
  },
})
