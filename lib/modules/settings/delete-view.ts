import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { viewToChange } from '@/lib/modules/settings/internal/view-rows'
import { command } from '@/lib/platform/door/use-case'

export const deleteView = command({
  name: 'view.delete',
  summary: 'Forget a saved view',
  http: { method: 'DELETE', path: '/views/{viewId}' },
  input: z.strictObject({ viewId: id('view') }),
  async run(ctx, { viewId }) {
    const view = await viewToChange(ctx, viewId)
    await ctx.sql('delete from saved_views where tenant_id = $1 and id = $2', [viewId])
    return view
  },
})
