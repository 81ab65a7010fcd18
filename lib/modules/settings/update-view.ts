import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { viewToChange } from '@/lib/modules/settings/internal/view-rows'
import { viewColumns, viewName, viewQuery, viewView } from '@/lib/modules/settings/list-shapes'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

export const updateView = command({
  name: 'view.update',
  summary: 'Rename a saved view, or keep other filters and columns under it',
  http: { method: 'PATCH', path: '/views/{viewId}' },
  input: z.strictObject({
    viewId: id('view'),
    name: viewName.optional(),
    query: viewQuery.optional(),
    columns: viewColumns.nullable().optional(),
    version: versionField,
  }),
  example: { name: 'Urgent', version: 1 },
  output: viewView,
  async run(ctx, { viewId, version, ...changes }) {
    const view = await viewToChange(ctx, viewId)
    expectVersion(view, version)
    const next = { ...view, ...changes, version: version + 1 }
    const [taken] = await ctx.sql(
      `select 1 from saved_views o join saved_views v on v.tenant_id = $1 and v.id = $2
        where o.tenant_id = $1 and o.list = v.list and o.owner_id = v.owner_id and o.name = $3 and o.id <> $2`,
      [viewId, next.name],
    )
    if (taken) invalid([{ path: 'name', code: 'taken' }])
    await ctx.sql(
      `update saved_views set name = $3, query = $4, columns = $5, version = $6, updated_at = $7
        where tenant_id = $1 and id = $2`,
      [
        viewId,
        next.name,
        JSON.stringify(next.query),
        next.columns && JSON.stringify(next.columns),
        next.version,
        ctx.now,
      ],
    )
    return next
  },
})
