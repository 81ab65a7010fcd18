import { z } from 'zod'
import { refuse } from '@/lib/kernel/refusal'
import { numberedLists } from '@/lib/modules/exchange/internal/numbered-lists'
import { keepNumbers, numberedNames, numbersField } from '@/lib/modules/settings/number-sets'
import { may } from '@/lib/platform/door/actor'
import { command } from '@/lib/platform/door/use-case'

/** Up to 500 numbers out of somebody's sheet as the rows of a list they mean; orders have `order.find-numbers`, which knows more. */
export const findInList = command({
  name: 'number-set.create',
  summary: 'Find rows of a list by many pasted numbers at once, and say which were not found',
  http: { method: 'POST', path: '/number-sets', status: 201 },
  input: z.strictObject({
    list: z.enum(numberedNames),
    numbers: numbersField,
  }),
  example: { list: 'stock', numbers: ['TS-RED-M', '6901234567892'] },
  /** `setId`: for the list's filter `set`, kept for seven days. `capped`: more rows than a set holds were meant. */
  output: z.object({ setId: z.string(), found: z.int(), capped: z.boolean(), missing: z.array(z.string()) }),
  async run(ctx, { list, numbers: pasted }) {
    const { permission, find } = numberedLists[list]
    if (!may(ctx.actor, permission)) refuse('forbidden', { permission })
    const numbers = [...new Set(pasted)]
    return keepNumbers(ctx, list, numbers, await find(ctx, numbers), list === 'customers')
  },
})
