'use server'

import { answerPlan } from '@/lib/modules/onboarding/answer-plan'
import { applyPlan } from '@/lib/modules/onboarding/apply-plan'
import { act } from '@/lib/platform/entrance/action'

export async function answerPlanAction(input: unknown) {
  return act(answerPlan, input)
}

export async function applyPlanAction(input: unknown) {
  return act(applyPlan, input)
}
