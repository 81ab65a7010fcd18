import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { type AlertRow, alertOf, inScope, selectAlerts } from '@/lib/modules/purchasing/internal/alert-rows'
import { alertDeeds, alertKinds, alertView } from '@/lib/modules/purchasing/schema'
import type { Statement } from '@/lib/platform/db/statement'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

const filter = z.strictObject({
  ...pageFields,
  kind: z.enum(alertKinds).optional(),
  warehouseCode: z.string().max(100).optional(),
  snoozed: z.stringbool().default(false),
  /** What was done about it, be it beside other things; `restock` is the list of what to restock. */
  deed: z.enum(['none', ...alertDeeds]).optional(),
})

async function alertRows(ctx: Context, asked: z.output<typeof filter>): Promise<Statement> {
  const { limit, cursor, kind, warehouseCode, snoozed, deed } = asked
  const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
  return {
    text: `${selectAlerts} and ${inScope('$8')} and ($2::text is null or a.kind = $2)
          and ($9::text is null or a.warehouse_id = (select x.id from warehouses x where x.tenant_id = $1 and lower(x.code) = lower($9)))
          and case when $10::text is null then a.deed is distinct from 'aside' else coalesce(a.deed, 'none') = $10
               or (a.deed <> 'aside' and a.earlier_deeds @> jsonb_build_array(jsonb_build_object('kind', $10))) end
          and (coalesce(a.snoozed_until, '-infinity') > $3::timestamptz) = $4
          and ($5::timestamptz is null or (a.since, a.id) < ($5::timestamptz, $6::uuid))
        order by a.since desc, a.id desc limit $7`,
    params: [
      ...[kind ?? null, ctx.now, snoozed, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
      ...[ctx.actor.scope.warehouseIds, warehouseCode ?? null, deed ?? null],
    ],
  }
}

export const listAlerts = query({
  name: 'alert.list',
  summary: 'Stock alerts that are open, newest first; those put off or set aside only when asked for',
  http: { method: 'GET', path: '/stock/alerts' },
  input: filter,
  example: { kind: 'low_cover' },
  output: pageView(alertView),
  rows: alertRows,
  async run(ctx, asked) {
    const { text, params } = await alertRows(ctx, asked)
    const rows = await ctx.sql<AlertRow>(text, params)
    return pageOf(rows, asked.limit, alertOf(ctx.actor.scope), (row) => encodeCursor([row.since.toISOString(), row.id]))
  },
})
