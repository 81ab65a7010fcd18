'use server'

import { sendFeedback } from '@/lib/modules/settings/send-feedback'
import { act } from '@/lib/platform/entrance/action'

export async function sendFeedbackAction(input: unknown) {
  return act(sendFeedback, input)
}
