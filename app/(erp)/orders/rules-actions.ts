'use server'

import { previewRouting } from '@/lib/modules/orders/preview-routing'
import { previewRules } from '@/lib/modules/orders/preview-rules'
import { rerunRouting } from '@/lib/modules/orders/rerun-routing'
import { rerunRules } from '@/lib/modules/orders/rerun-rules'
import { act } from '@/lib/platform/entrance/action'
import { warehouseNames } from '../stock/warehouses'

export async function previewRulesAction(input: unknown) {
  return act(previewRules, input)
}

export async function rerunRulesAction(input: unknown) {
  return act(rerunRules, input)
}

/** With what the warehouses are called: the list of orders has no need of that. */
export async function previewRoutingAction(input: unknown) {
  const outcome = await act(previewRouting, input)
  return outcome.ok
    ? { ok: true as const, value: { ...outcome.value, warehouseNames: await warehouseNames() } }
    : outcome
}

export async function rerunRoutingAction(input: unknown) {
  return act(rerunRouting, input)
}
