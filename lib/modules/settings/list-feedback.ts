import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { feedbackKinds, feedbackStates, feedbackView } from '@/lib/modules/settings/feedback-schema'
import { type FeedbackRow, feedbackOf, selectFeedback } from '@/lib/modules/settings/internal/feedback-rows'
import type { Statement } from '@/lib/platform/db/statement'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const place = z.tuple([z.uuid()])

const filter = z.strictObject({
  ...pageFields,
  state: z.enum(feedbackStates).optional(),
  kind: z.enum(feedbackKinds).optional(),
})

function feedbackRows({ limit, cursor, state, kind }: z.output<typeof filter>): Statement {
  return {
    text: `${selectFeedback} and ($2::text is null or f.state = $2) and ($3::text is null or f.kind = $3)
       and ($4::uuid is null or f.id < $4) order by f.id desc limit $5`,
    params: [state ?? null, kind ?? null, cursor ? decodeCursor(cursor, place)[0] : null, limit + 1],
  }
}

export const listFeedback = query({
  name: 'feedback.list',
  summary: 'What the people of the company say of their work with it, newest first',
  http: { method: 'GET', path: '/feedback' },
  input: filter,
  example: { state: 'new' },
  output: pageView(feedbackView),
  rows: async (_ctx, asked) => feedbackRows(asked),
  async run(ctx, asked) {
    const { text, params } = feedbackRows(asked)
    const rows = await ctx.sql<FeedbackRow>(text, params)
    const crypt = await ctx.crypt()
    return pageOf(
      rows,
      asked.limit,
      (row) => feedbackOf(crypt, row),
      (row) => encodeCursor([row.id]),
    )
  },
})
