import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { type RunRow, runColumns, runView } from '@/lib/modules/orders/internal/rules/dry-run'
import { binder, visible } from '@/lib/modules/orders/internal/visible-orders'
import type { OrderState } from '@/lib/modules/orders/states'
import { noEffects } from '@/lib/modules/rules/evaluate'
import type { Effects } from '@/lib/modules/rules/schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf } from '@/lib/platform/paging'

type Row = { id: string; number: string; state: OrderState; ordered_at: Date; before: Effects; after: Effects }

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

/** Of the orders only those the reader may see. */
export const getDryRun = query({
  name: 'rule.dry-run-result',
  summary: 'A dry run of rules, and the orders it would have treated otherwise',
  http: { method: 'GET', path: '/rule-dry-runs/{runId}' },
  input: z.strictObject({ runId: id('rule-run'), ...pageFields }),
  async run(ctx, { runId, limit, cursor }) {
    const [run] = await ctx.sql<RunRow>(`select ${runColumns} from rule_runs where tenant_id = $1 and id = $2`, [runId])
    if (!run) return refuse('not_found')
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const { bind, params } = binder()
    const [of, at, last] = [bind(runId), bind(after?.[0] ?? null), bind(after?.[1] ?? null)]
    const rows = await ctx.sql<Row>(
      `select o.id, o.number, o.state, c.ordered_at, c.before, c.after
         from rule_run_orders c join orders o on o.tenant_id = $1 and o.id = c.order_id
        where c.tenant_id = $1 and c.run_id = ${of} and ${visible(ctx, bind)}
          and (${at}::timestamptz is null or (c.ordered_at, c.order_id) < (${at}::timestamptz, ${last}::uuid))
        order by c.ordered_at desc, c.order_id desc limit ${bind(limit + 1)}`,
      params,
    )
    const page = pageOf(
      rows,
      limit,
      ({ id: orderId, ordered_at, before, after, ...row }) => ({
        ...{ orderId, ...row, orderedAt: ordered_at.toISOString() },
        // What a run of an older version did not know of, it did not find.
        ...{ before: { ...noEffects, ...before }, after: { ...noEffects, ...after } },
      }),
      (row) => encodeCursor([row.ordered_at.toISOString(), row.id]),
    )
    return { run: runView(run), ...page }
  },
})
