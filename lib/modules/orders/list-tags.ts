import { z } from 'zod'
import { tagView } from '@/lib/modules/orders/schema'
import { query } from '@/lib/platform/door/use-case'

export const listTags = query({
  name: 'tag.all',
  summary: 'The tags that can be put on orders',
  http: { method: 'GET', path: '/tags' },
  input: z.strictObject({}),
  example: {},
  output: z.object({ items: z.array(tagView.extend({ version: z.int() })) }),
  async run(ctx) {
    return {
      items: await ctx.sql<z.output<typeof tagView> & { version: number }>(
        'select id, name, tone, version from tags where tenant_id = $1 order by name, id',
      ),
    }
  },
})
