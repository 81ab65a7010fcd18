import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { missingAad } from '@/lib/modules/orders/find-numbers'
import { query } from '@/lib/platform/door/use-case'

export const getNumberSet = query({
  name: 'order.number-set',
  summary: 'Which of the pasted numbers were not found',
  http: { method: 'GET', path: '/orders/number-sets/{set}' },
  input: z.strictObject({ set: id('number-set') }),
  output: z.object({ missing: z.array(z.string()) }),
  async run(ctx, { set }) {
    const [row] = await ctx.sql<{ missing: Buffer }>(
      'select missing from number_sets where tenant_id = $1 and id = $2',
      [set],
    )
    if (!row) return refuse('not_found')
    const crypt = await ctx.crypt()
    return { missing: JSON.parse(crypt.open(missingAad(set), row.missing)) as string[] }
  },
})
