'use server'

import { startCheck } from '@/lib/modules/dispatch/start-check'
import { startStress } from '@/lib/modules/dispatch/start-stress'
import { act } from '@/lib/platform/entrance/action'

export async function startCheckAction(input: unknown) {
  return act(startCheck, input)
}

export async function startStressAction(input: unknown) {
  return act(startStress, input)
}
