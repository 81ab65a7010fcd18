import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { type PrintView, printView } from '@/lib/modules/prints/schema'
import { paperKinds } from '@/lib/modules/prints/states'
import type { Statement } from '@/lib/platform/db/statement'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

type Row = Omit<PrintView, 'printedAt'> & { at: Date }

const filter = z.strictObject({
  ...pageFields,
  kind: z.enum(paperKinds).optional(),
  /** The number of the parcel, wave or stocktake, or the code that stands on the paper. */
  reference: z.string().trim().max(200).optional(),
  /** '1': only second copies and more. */
  again: z.enum(['1']).optional(),
})

function printRows(ctx: Context, asked: z.output<typeof filter>): Statement {
  const { limit, cursor, kind, reference, again } = asked
  const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
  const { shopIds, warehouseIds } = ctx.actor.scope
  return {
    text: `select p.id, p.batch_id as "printId", p.kind, p.reference, p.copy, p.copies, p.reason, p.printed_by as "printedBy", p.printed_at as at from prints p
        where p.tenant_id = $1 and ($2::text is null or p.kind = $2) and ($3::text is null or p.reference = $3) ${again ? 'and p.reason is not null' : ''}
        and ($4::uuid[] is null or p.shop_id is null or p.shop_id = any($4)) and ($5::uuid[] is null or p.warehouse_id is null or p.warehouse_id = any($5))
        and ($6::timestamptz is null or (p.printed_at, p.id) < ($6, $7::uuid)) order by p.printed_at desc, p.id desc limit $8`,
    params: [kind ?? null, reference || null, shopIds, warehouseIds, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
  }
}

export const listPrints = query({
  name: 'print.list',
  summary: 'What was printed, by whom and when, newest first',
  http: { method: 'GET', path: '/prints' },
  input: filter,
  example: { kind: 'label' },
  output: pageView(printView),
  rows: async (ctx, asked) => printRows(ctx, asked),
  async run(ctx, asked) {
    const { text, params } = printRows(ctx, asked)
    const rows = await ctx.sql<Row>(text, params)
    const view = ({ at, ...row }: Row): PrintView => ({ ...row, printedAt: at.toISOString() })
    return pageOf(rows, asked.limit, view, (row) => encodeCursor([row.at.toISOString(), row.id]))
  },
})
