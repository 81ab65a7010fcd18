import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { missingOfSet } from '@/lib/modules/settings/number-sets'
import { query } from '@/lib/platform/door/use-case'

export const getMissingNumbers = query({
  name: 'number-set.get',
  summary: 'Which of the numbers pasted into a list were not found',
  http: { method: 'GET', path: '/number-sets/{set}' },
  input: z.strictObject({ set: id('number-set') }),
  output: z.object({ missing: z.array(z.string()) }),
  async run(ctx, { set }) {
    return { missing: await missingOfSet(ctx, set) }
  },
})
