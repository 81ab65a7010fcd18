import { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { listName, viewColumns, viewName, viewQuery, viewView } from '@/lib/modules/settings/list-shapes'
import { command } from '@/lib/platform/door/use-case'

const mostViews = 50

export const createView = command({
  name: 'view.create',
  summary: 'Keep filters, sequence and columns of a list under a name',
  http: { method: 'POST', path: '/views', status: 201 },
  input: z.strictObject({
    list: listName,
    name: viewName,
    query: viewQuery,
    columns: viewColumns.nullable().default(null),
  }),
  example: { list: 'orders', name: 'Urgent in Hangzhou', query: { state: 'awaiting_shipment' } },
  output: viewView,
  async run(ctx, { list, name, query, columns }) {
    const owner = ctx.actor.id ?? refuse('forbidden', { permission: 'view.create' })
    const id = newId()
    const [made] = await ctx.sql<{ kept: number }>(
      `insert into saved_views (tenant_id, id, list, name, owner_id, query, columns, created_at, updated_at)
       select $1, $2, $3, $4, $5, $6, $7, $8, $8
        where (select count(*) from saved_views v where v.tenant_id = $1 and v.owner_id = $5) < ${mostViews}
       on conflict on constraint saved_views_name_uq do nothing returning 1 as kept`,
      [id, list, name, owner, JSON.stringify(query), columns && JSON.stringify(columns), ctx.now],
    )
    if (!made) await explain()
    ctx.touch('view', id)
    return { id, list, name, mine: true, roles: null, query, columns, version: 1 }

    async function explain(): Promise<never> {
      const [same] = await ctx.sql(
        'select 1 from saved_views where tenant_id = $1 and list = $2 and owner_id = $3 and name = $4',
        [list, owner, name],
      )
      return same ? invalid([{ path: 'name', code: 'taken' }]) : refuse('too_large', { most: mostViews })
    }
  },
})
