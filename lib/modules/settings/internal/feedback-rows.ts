import { refuse } from '@/lib/kernel/refusal'
import type { FeedbackView } from '@/lib/modules/settings/feedback-schema'
import type { Context } from '@/lib/platform/door/context'
import type { TenantCrypt } from '@/lib/platform/tenant-crypt'
import { openWords, sealWords, wordsAad } from '@/lib/platform/words'

export type FeedbackRow = {
  id: string
  member_id: string
  member: string
  kind: FeedbackView['kind']
  rating: number | null
  page: string
  words: Buffer
  state: FeedbackView['state']
  answer_words: Buffer
  answered_by: string
  answered_at: Date | null
  created_at: Date
  version: number
}

export const selectFeedback = `
  select f.id, f.member_id, m.name as member, f.kind, f.rating, f.page, f.words, f.state, f.answer_words, f.answered_by,
         f.answered_at, f.created_at, f.version
    from feedback f join members m on m.tenant_id = $1 and m.id = f.member_id
   where f.tenant_id = $1`

const textAad = (id: string) => wordsAad('feedback', id)
const answerAad = (id: string) => wordsAad('feedback', id, 'answer')

export const sealText = (crypt: TenantCrypt, id: string, text: string) => sealWords(crypt, textAad(id), text)
export const sealAnswer = (crypt: TenantCrypt, id: string, text: string) => sealWords(crypt, answerAad(id), text)

export function feedbackOf(crypt: TenantCrypt, row: FeedbackRow): FeedbackView {
  return {
    id: row.id,
    memberId: row.member_id,
    member: row.member,
    kind: row.kind,
    rating: row.rating,
    page: row.page,
    text: openWords(crypt, textAad(row.id), row.words, ''),
    state: row.state,
    answer: openWords(crypt, answerAad(row.id), row.answer_words, ''),
    answeredBy: row.answered_by,
    answeredAt: row.answered_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    version: row.version,
  }
}

export async function feedbackRow(ctx: Context, id: string, mode: 'read' | 'change' = 'read'): Promise<FeedbackRow> {
  const [row] = await ctx.sql<FeedbackRow>(
    `${selectFeedback} and f.id = $2 ${mode === 'change' ? 'for no key update of f' : ''}`,
    [id],
  )
  return row ?? refuse('not_found')
}
