import { z } from 'zod'
import { viewsFor } from '@/lib/modules/settings/internal/view-rows'
import { listName, viewView } from '@/lib/modules/settings/list-shapes'
import { query } from '@/lib/platform/door/use-case'

export const listViews = query({
  name: 'view.all',
  summary: 'Saved views of the lists: one’s own and those shared with one’s role',
  http: { method: 'GET', path: '/views' },
  input: z.strictObject({ list: listName.optional() }),
  example: { list: 'orders' },
  output: z.object({ items: z.array(viewView) }),
  async run(ctx, { list }) {
    return { items: await viewsFor(ctx, list) }
  },
})
