'use server'

import { answerFeedback } from '@/lib/modules/settings/answer-feedback'
import { act } from '@/lib/platform/entrance/action'

export async function answerFeedbackAction(input: unknown) {
  return act(answerFeedback, input)
}
