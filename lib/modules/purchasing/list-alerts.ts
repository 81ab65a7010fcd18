import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { refuse } from '@/lib/kernel/refusal'
import { type AlertRow, alertOf, selectAlerts } from '@/lib/modules/purchasing/internal/alert-rows'
import { alertKinds, alertView } from '@/lib/modules/purchasing/schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

export const listAlerts = query({
  name: 'alert.list',
  summary: 'Stock alerts that are open, newest first; those put off only when asked for',
  http: { method: 'GET', path: '/stock/alerts' },
  input: z.strictObject({
    ...pageFields,
    kind: z.enum(alertKinds).optional(),
    snoozed: z.stringbool().default(false),
  }),
  example: { kind: 'low_cover' },
  output: pageView(alertView),
  async run(ctx, { limit, cursor, kind, snoozed }) {
    // The figures are sums over all warehouses.
    if (ctx.actor.scope.warehouseIds) refuse('forbidden', { permission: 'alert.list' })
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const rows = await ctx.sql<AlertRow>(
      `${selectAlerts} and ($2::text is null or a.kind = $2) and (coalesce(a.snoozed_until, '-infinity') > $3::timestamptz) = $4
          and ($5::timestamptz is null or (a.since, a.id) < ($5::timestamptz, $6::uuid))
        order by a.since desc, a.id desc limit $7`,
      [kind ?? null, ctx.now, snoozed, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    )
    return pageOf(rows, limit, alertOf, (row) => encodeCursor([row.since.toISOString(), row.id]))
  },
})
