import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { refuse } from '@/lib/kernel/refusal'
import { type StressRow, stressColumns, stressOf } from '@/lib/modules/dispatch/internal/stress-rows'
import { stressView } from '@/lib/modules/dispatch/schema'
import { seesAll } from '@/lib/platform/door/actor'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

export const listStressRuns = query({
  name: 'stress.list',
  summary: 'Stress runs with their results, newest first',
  http: { method: 'GET', path: '/invariants/stress-runs' },
  input: z.strictObject(pageFields),
  example: { limit: 10 },
  output: pageView(stressView),
  async run(ctx, { limit, cursor }) {
    if (!seesAll(ctx.actor)) refuse('forbidden', { permission: 'stress.list' })
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const rows = await ctx.sql<StressRow>(
      `select ${stressColumns} from stress_runs
        where tenant_id = $1 and ($2::timestamptz is null or (created_at, id) < ($2::timestamptz, $3::uuid))
        order by created_at desc, id desc limit $4`,
      [after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    )
    return pageOf(rows, limit, stressOf, (row) => encodeCursor([row.created_at.toISOString(), row.id]))
  },
})
