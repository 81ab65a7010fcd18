'use server'

import { previewRules } from '@/lib/modules/orders/preview-rules'
import { rerunRules } from '@/lib/modules/orders/rerun-rules'
import { act } from '@/lib/platform/entrance/action'

export async function previewRulesAction(input: unknown) {
  return act(previewRules, input)
}

export async function rerunRulesAction(input: unknown) {
  return act(rerunRules, input)
}
