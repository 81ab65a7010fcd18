import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { missingOfSet } from '@/lib/modules/settings/number-sets'
import { query } from '@/lib/platform/door/use-case'

export const getNumberSet = query({
  name: 'order.number-set',
  summary: 'Which of the pasted numbers were not found',
  http: { method: 'GET', path: '/orders/number-sets/{set}' },
  input: z.strictObject({ set: id('number-set') }),
  output: z.object({ missing: z.array(z.string()) }),
  async run(ctx, { set }) {
    return { missing: await missingOfSet(ctx, set) }
  },
})
