import { z } from 'zod'
import { refuse } from '@/lib/kernel/refusal'
import { mayResetDemo } from '@/lib/platform/demo'
import { command } from '@/lib/platform/door/use-case'

/** Writes down who asked; the entrance then puts the company away, and the launcher makes another. */
export const resetDemo = command({
  name: 'demo.reset',
  summary: 'Make the demo company anew',
  input: z.strictObject({}),
  output: z.object({ asked: z.literal(true) }),
  async run(ctx) {
    if (!(await mayResetDemo(ctx.tenantId))) refuse('not_found')
    ctx.touch('company', ctx.tenantId)
    return { asked: true as const }
  },
})
