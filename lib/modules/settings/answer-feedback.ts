import { z } from 'zod'
import { answerFields, feedbackView } from '@/lib/modules/settings/feedback-schema'
import { feedbackOf, feedbackRow, sealAnswer } from '@/lib/modules/settings/internal/feedback-rows'
import { tellMembers } from '@/lib/modules/settings/notices'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

/** An answer ends it, unless another state is said with it; a new answer takes the place of the one before. */
export const answerFeedback = command({
  name: 'feedback.answer',
  summary: 'Answer what somebody has said, or mark it as seen or done; an answer is told to the writer',
  http: { method: 'PATCH', path: '/feedback/{feedbackId}' },
  input: z.strictObject(answerFields),
  example: { answer: 'It comes with the next version', version: 1 },
  output: feedbackView,
  async run(ctx, { feedbackId, state, answer, version }) {
    const before = await feedbackRow(ctx, feedbackId, 'change')
    const crypt = await ctx.crypt()
    expectVersion(feedbackOf(crypt, before), version)
    const answered = answer !== undefined
    const next = state ?? (answered ? 'done' : before.state)
    await ctx.sql(
      `update feedback set state = $3, answer_words = coalesce($4::bytea, answer_words), version = version + 1,
              answered_by = case when $4::bytea is null then answered_by else $5 end,
              answered_at = case when $4::bytea is null then answered_at else $6::timestamptz end
        where tenant_id = $1 and id = $2`,
      [feedbackId, next, answered ? sealAnswer(crypt, feedbackId, answer) : null, ctx.actor.name ?? '', ctx.now],
    )
    ctx.touch('feedback', feedbackId)
    ctx.tell({ state: next, answered })
    if (answered && before.member_id !== ctx.actor.id)
      await tellMembers(ctx, [
        {
          memberId: before.member_id,
          kind: 'feedback.answered',
          key: `feedback ${feedbackId} ${before.version + 1}`,
          data: { feedbackId, by: ctx.actor.name ?? '' },
        },
      ])
    return feedbackOf(crypt, await feedbackRow(ctx, feedbackId))
  },
})
