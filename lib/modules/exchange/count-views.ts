import { z } from 'zod'
import { refuse } from '@/lib/kernel/refusal'
import { countedLists } from '@/lib/modules/exchange/internal/counted-lists'
import { listViews } from '@/lib/modules/settings/list-views'
import { countOf, countRows } from '@/lib/platform/count-rows'
import type { Statement } from '@/lib/platform/db/statement'
import { may } from '@/lib/platform/door/actor'
import { query } from '@/lib/platform/door/use-case'

const mostCounted = 20

/** The figures beside the saved views of one list: of each the rows the list itself would show, all counted in one statement. */
export const countViews = query({
  name: 'view.counts',
  summary: 'Count what each saved view of a list opens, up to a thousand',
  http: { method: 'GET', path: '/views/counts' },
  input: z.strictObject({ list: z.enum(Object.keys(countedLists) as (keyof typeof countedLists)[]) }),
  example: { list: 'orders' },
  output: z.object({ items: z.array(z.object({ viewId: z.string(), n: z.int(), capped: z.boolean() })) }),
  async run(ctx, { list }) {
    const { permission, rowsAt } = countedLists[list]
    if (!may(ctx.actor, permission)) refuse('forbidden', { permission })
    const { items: views } = await listViews.within(ctx, { list })
    const readings = new Map<string, Statement | null>()
    for (const view of views.slice(0, mostCounted)) {
      const reading = await rowsAt(ctx, view.query)
      if (reading !== undefined) readings.set(view.id, reading)
    }
    const counts = await countRows(
      ctx,
      [...readings].flatMap(([id, reading]) => (reading ? [[id, reading] as const] : [])),
    )
    return { items: [...readings.keys()].map((viewId) => ({ viewId, ...(counts.get(viewId) ?? countOf(0)) })) }
  },
})
