import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { refuse } from '@/lib/kernel/refusal'
import { type CheckRow, checkColumns, checkOf } from '@/lib/modules/dispatch/internal/check-rows'
import { checkView } from '@/lib/modules/dispatch/schema'
import { seesAll } from '@/lib/platform/door/actor'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

export const listChecks = query({
  name: 'check.list',
  summary: 'Checks of the invariants with what each found, newest first',
  http: { method: 'GET', path: '/invariants/checks' },
  input: z.strictObject(pageFields),
  example: { limit: 10 },
  output: pageView(checkView),
  async run(ctx, { limit, cursor }) {
    // The first broken row is named, whatever shop or warehouse it is of.
    if (!seesAll(ctx.actor)) refuse('forbidden', { permission: 'check.list' })
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const rows = await ctx.sql<CheckRow>(
      `select ${checkColumns} from invariant_checks
        where tenant_id = $1 and ($2::timestamptz is null or (created_at, id) < ($2::timestamptz, $3::uuid))
        order by created_at desc, id desc limit $4`,
      [after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    )
    return pageOf(rows, limit, checkOf, (row) => encodeCursor([row.created_at.toISOString(), row.id]))
  },
})
