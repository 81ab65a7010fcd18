import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { placesAsked } from '@/lib/modules/inventory/internal/places-asked'
import {
  transferItem as item,
  selectTransfers,
  type TransferRow,
  transfersInScope,
} from '@/lib/modules/inventory/internal/transfer-rows'
import { transferItem } from '@/lib/modules/inventory/schema'
import { transferStates } from '@/lib/modules/inventory/states'
import type { Statement } from '@/lib/platform/db/statement'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

const filter = z.strictObject({
  ...pageFields,
  state: z.enum(transferStates.states).optional(),
  /** From it or to it. */
  warehouseCode: z.string().max(100).optional(),
  /** Of the warehouse: those that leave it, or those that come to it. */
  side: z.enum(['from', 'to']).optional(),
})

async function transferRows(ctx: Context, asked: z.output<typeof filter>): Promise<Statement> {
  const { limit, cursor, state, warehouseCode, side } = asked
  const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
  return {
    text: `${selectTransfers} and ${transfersInScope('$2')}${side ? ` and ($2::uuid[] is null or t.${side}_warehouse_id = any($2::uuid[]))` : ''} and ${state === undefined ? '$3::text is null' : 't.state = $3'}
          and ($4::timestamptz is null or (t.created_at, t.id) < ($4::timestamptz, $5::uuid))
        order by t.created_at desc, t.id desc limit $6`,
    params: [await placesAsked(ctx, warehouseCode), state ?? null, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
  }
}

export const listTransfers = query({
  name: 'transfer.list',
  summary: 'Transfers between warehouses, newest first',
  http: { method: 'GET', path: '/stock/transfers' },
  input: filter,
  example: { state: 'in_transit' },
  output: pageView(transferItem),
  rows: transferRows,
  async run(ctx, asked) {
    const { text, params } = await transferRows(ctx, asked)
    const rows = await ctx.sql<TransferRow>(text, params)
    const crypt = await ctx.crypt()
    return pageOf(
      rows,
      asked.limit,
      (r) => item(crypt, r),
      (r) => encodeCursor([r.created_at.toISOString(), r.id]),
    )
  },
})
