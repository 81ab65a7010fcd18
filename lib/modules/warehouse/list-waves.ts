import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { selectWaves, waveView as view, type WaveRow } from '@/lib/modules/warehouse/internal/waves'
import { waveView } from '@/lib/modules/warehouse/schema'
import { openWaves, waveStates } from '@/lib/modules/warehouse/states'
import type { Statement } from '@/lib/platform/db/statement'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

/** A range, because LIKE loses its index under row-level security. */
const numbered = 'and w.number >= $9 and w.number < $10'

const filter = z.strictObject({
  ...pageFields,
  state: z.enum(waveStates.states as [string, ...string[]]).optional(),
  /** '1': those that are in work. */
  open: z.enum(['1']).optional(),
  warehouseCode: z.string().max(100).optional(),
  /** The beginning of its number. */
  q: z.string().trim().max(100).optional(),
})

function waveRows(ctx: Context, asked: z.output<typeof filter>): Statement {
  const { limit, cursor, state, open, warehouseCode, q } = asked
  const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
  const states = state ? [state] : open ? openWaves : null
  return {
    text: `${selectWaves} and ($3::text[] is null or w.state = any($3)) and ($4::text is null or h.code = $4)
       and ($5::uuid[] is null or w.warehouse_id = any($5)) and ($6::timestamptz is null or (w.created_at, w.id) < ($6, $7::uuid))
       and ($2::uuid[] is null or s.parcels > 0)
       ${q ? numbered : ''}
       order by w.created_at desc, w.id desc limit $8`,
    params: [
      ...[ctx.actor.scope.shopIds, states, warehouseCode ?? null, ctx.actor.scope.warehouseIds],
      ...[after?.[0] ?? null, after?.[1] ?? null, limit + 1],
      ...(q ? [q.toUpperCase(), `${q.toUpperCase()}\u{10FFFF}`] : []),
    ],
  }
}

export const listWaves = query({
  name: 'wave.list',
  summary: 'Waves, newest first',
  http: { method: 'GET', path: '/waves' },
  input: filter,
  example: { open: '1' },
  output: pageView(waveView),
  rows: async (ctx, asked) => waveRows(ctx, asked),
  async run(ctx, asked) {
    const { text, params } = waveRows(ctx, asked)
    const rows = await ctx.sql<WaveRow>(text, params)
    return pageOf(rows, asked.limit, view, (row) => encodeCursor([row.created_at.toISOString(), row.id]))
  },
})
