'use server'

import { cancelDryRun } from '@/lib/modules/orders/cancel-dry-run'
import { startDryRun } from '@/lib/modules/orders/start-dry-run'
import { testRules } from '@/lib/modules/orders/test-rules'
import { publishRules } from '@/lib/modules/rules/publish-rules'
import { rollBackRules } from '@/lib/modules/rules/roll-back-rules'
import { saveRules } from '@/lib/modules/rules/save-rules'
import { act } from '@/lib/platform/entrance/action'

export async function saveRulesAction(input: unknown) {
  return act(saveRules, input)
}

export async function publishRulesAction(input: unknown) {
  return act(publishRules, input)
}

export async function rollBackRulesAction(input: unknown) {
  return act(rollBackRules, input)
}

export async function testRulesAction(input: unknown) {
  return act(testRules, input)
}

export async function startDryRunAction(input: unknown) {
  return act(startDryRun, input)
}

export async function cancelDryRunAction(input: unknown) {
  return act(cancelDryRun, input)
}
