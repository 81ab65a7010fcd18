import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { feedbackView } from '@/lib/modules/settings/feedback-schema'
import { type FeedbackRow, feedbackOf, selectFeedback } from '@/lib/modules/settings/internal/feedback-rows'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const place = z.tuple([z.uuid()])

export const myFeedback = query({
  name: 'feedback.mine',
  summary: 'What one has said oneself, with the answers, newest first',
  http: { method: 'GET', path: '/feedback/mine' },
  input: z.strictObject(pageFields),
  example: { limit: 20 },
  output: pageView(feedbackView),
  async run(ctx, { limit, cursor }) {
    const rows = await ctx.sql<FeedbackRow>(
      `${selectFeedback} and f.member_id = $2 and ($3::uuid is null or f.id < $3) order by f.id desc limit $4`,
      [ctx.actor.id, cursor ? decodeCursor(cursor, place)[0] : null, limit + 1],
    )
    const crypt = await ctx.crypt()
    return pageOf(
      rows,
      limit,
      (row) => feedbackOf(crypt, row),
      (row) => encodeCursor([row.id]),
    )
  },
})
