import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { type RunRow, runColumns, runView } from '@/lib/modules/orders/internal/rules/dry-run'
import { kindField, kindOf } from '@/lib/modules/rules/kind-field'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf } from '@/lib/platform/paging'

export const listDryRuns = query({
  name: 'rule.dry-runs',
  summary: 'The dry runs of one kind of rules, newest first',
  http: { method: 'GET', path: '/rules/{kind}/dry-runs' },
  input: z.strictObject({ kind: kindField, ...pageFields }),
  async run(ctx, { kind: asked, limit, cursor }) {
    const kind = kindOf(asked)
    const before = cursor ? decodeCursor(cursor, z.tuple([z.uuid()]))[0] : null
    const rows = await ctx.sql<RunRow>(
      `select ${runColumns} from rule_runs where tenant_id = $1 and kind = $2 and ($3::uuid is null or id < $3)
        order by id desc limit $4`,
      [kind, before, limit + 1],
      'dry-runs',
    )
    return pageOf(rows, limit, runView, (row) => encodeCursor([row.id]))
  },
})
