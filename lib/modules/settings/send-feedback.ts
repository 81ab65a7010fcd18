import { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { feedbackFields, feedbackView } from '@/lib/modules/settings/feedback-schema'
import { feedbackOf, feedbackRow, sealText } from '@/lib/modules/settings/internal/feedback-rows'
import { command } from '@/lib/platform/door/use-case'

/** A person speaks: a key has no opinion, and nobody who could be answered. */
export const sendFeedback = command({
  name: 'feedback.send',
  summary: 'Say what goes wrong, what is missing or what is good; who looks after the company reads and answers it',
  http: { method: 'POST', path: '/feedback', status: 201 },
  input: z.strictObject(feedbackFields),
  example: { kind: 'wish', text: 'Print two packing slips on one page', rating: 4, page: '/shipping' },
  output: feedbackView,
  async run(ctx, { kind, text, rating, page }) {
    const { actor } = ctx
    if (actor.kind !== 'member' || !actor.id) return refuse('not_found')
    const crypt = await ctx.crypt()
    const id = newId()
    await ctx.sql(
      `insert into feedback (tenant_id, id, member_id, kind, rating, page, words, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, actor.id, kind, rating, page, sealText(crypt, id, text), ctx.now],
    )
    ctx.touch('feedback', id)
    ctx.tell({ kind, rating, page })
    return feedbackOf(crypt, await feedbackRow(ctx, id))
  },
})
