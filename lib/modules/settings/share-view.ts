import { z } from 'zod'
import { codeField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { viewToChange } from '@/lib/modules/settings/internal/view-rows'
import { viewView } from '@/lib/modules/settings/list-shapes'
import { command } from '@/lib/platform/door/use-case'

export const shareView = command({
  name: 'view.share',
  summary: 'Show a saved view to some roles, to everybody (no roles) or to nobody else (null)',
  http: { method: 'POST', path: '/views/{viewId}/share' },
  input: z.strictObject({ viewId: id('view'), roles: z.array(codeField(40)).max(50).nullable() }),
  example: { roles: ['customer_service'] },
  output: viewView,
  async run(ctx, { viewId, roles }) {
    const view = await viewToChange(ctx, viewId)
    const wanted = roles && [...new Set(roles)]
    const found = await ctx.sql<{ id: string; code: string }>(
      'select id, code from roles where tenant_id = $1 and code = any($2::text[]) order by code',
      [wanted ?? []],
    )
    if (wanted && found.length < wanted.length) invalid([{ path: 'roles', code: 'unknown' }])
    const ids = roles && found.map((role) => role.id)
    await ctx.sql(
      'update saved_views set role_ids = $3, version = version + 1, updated_at = $4 where tenant_id = $1 and id = $2',
      [viewId, ids, ctx.now],
    )
    return { ...view, roles: wanted && found.map((role) => role.code), version: view.version + 1 }
  },
})
