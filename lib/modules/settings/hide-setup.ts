import { z } from 'zod'
import { refuse } from '@/lib/kernel/refusal'
import { command } from '@/lib/platform/door/use-case'

export const hideSetup = command({
  name: 'setup.hide',
  summary: 'Put the first steps away, or take them out again',
  http: { method: 'POST', path: '/setup/hide' },
  input: z.strictObject({ hidden: z.boolean() }),
  example: { hidden: true },
  output: z.object({ hidden: z.boolean() }),
  async run(ctx, { hidden }) {
    const { actor } = ctx
    if (actor.kind !== 'member' || !actor.id) return refuse('not_found')
    await ctx.db
      .updateTable('members')
      .set({ setup_hidden_at: hidden ? ctx.now : null })
      .where('id', '=', actor.id)
      .execute()
    ctx.touch('member', actor.id)
    return { hidden }
  },
})
