import { z } from 'zod'
import { query } from '@/lib/platform/door/use-case'

/** For giving work to a colleague one needs their name, not their mail address or rights. */
export const memberNames = query({
  name: 'member.names',
  summary: 'Names of the members who work here, to choose one of them',
  http: { method: 'GET', path: '/member-names' },
  input: z.strictObject({}),
  example: {},
  output: z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) }),
  async run(ctx) {
    return {
      items: await ctx.sql<{ id: string; name: string }>(
        'select id, name from members where tenant_id = $1 and disabled_at is null order by name, id limit 500',
      ),
    }
  },
})
