import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { feedbackView } from '@/lib/modules/settings/feedback-schema'
import { feedbackOf, feedbackRow } from '@/lib/modules/settings/internal/feedback-rows'
import { query } from '@/lib/platform/door/use-case'

export const getFeedback = query({
  name: 'feedback.get',
  summary: 'One thing that somebody of the company has said, with the answer',
  http: { method: 'GET', path: '/feedback/{feedbackId}' },
  input: z.strictObject({ feedbackId: id('feedback') }),
  output: feedbackView,
  async run(ctx, { feedbackId }) {
    return feedbackOf(await ctx.crypt(), await feedbackRow(ctx, feedbackId))
  },
})
