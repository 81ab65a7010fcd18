import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { id } from '@/lib/kernel/ids'
import { selectWaybills, type WaybillRow, waybillViewOf, whereState } from '@/lib/modules/prints/internal/waybills'
import { waybillStates, waybillView } from '@/lib/modules/prints/schema'
import type { Statement } from '@/lib/platform/db/statement'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

const filter = z.strictObject({
  ...pageFields,
  number: z.string().trim().max(60).optional(),
  state: z.enum(waybillStates).optional(),
  poolId: id('waybill_pool').optional(),
  fulfilmentId: id('fulfilment').optional(),
})

function waybillRows(ctx: Context, asked: z.output<typeof filter>): Statement {
  const { limit, cursor, number, state, poolId, fulfilmentId } = asked
  const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
  const { shopIds, warehouseIds } = ctx.actor.scope
  return {
    text: `${selectWaybills} and ($2::text is null or b.number_key = $2) and ${whereState('$3')} and ($4::uuid is null or b.pool_id = $4)
       and ($5::uuid is null or b.fulfilment_id = $5) and ($6::uuid[] is null or f.shop_id = any($6)) and ($7::uuid[] is null or f.warehouse_id = any($7))
       and ($8::timestamptz is null or (b.created_at, b.id) < ($8, $9::uuid)) order by b.created_at desc, b.id desc limit $10`,
    params: [
      ...[number?.toLowerCase() ?? null, state ?? null, poolId ?? null, fulfilmentId ?? null, shopIds, warehouseIds],
      ...[after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    ],
  }
}

export const listWaybills = query({
  name: 'waybill.list',
  summary: 'Waybill numbers that were given to parcels, newest first',
  http: { method: 'GET', path: '/waybills' },
  input: filter,
  example: { state: 'open' },
  output: pageView(waybillView),
  rows: async (ctx, asked) => waybillRows(ctx, asked),
  async run(ctx, asked) {
    const { text, params } = waybillRows(ctx, asked)
    const rows = await ctx.sql<WaybillRow>(text, params)
    return pageOf(rows, asked.limit, waybillViewOf, (row) => encodeCursor([row.created_at.toISOString(), row.id]))
  },
})
