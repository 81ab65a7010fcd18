'use server'

import { resetDemo } from '@/lib/modules/settings/reset-demo'
import { setAreas } from '@/lib/modules/settings/set-areas'
import { setProfile } from '@/lib/modules/settings/set-profile'
import { dropSession } from '@/lib/platform/auth/cookies'
import { currentSession } from '@/lib/platform/auth/session'
import { retireDemo } from '@/lib/platform/demo'
import { act } from '@/lib/platform/entrance/action'

export async function setProfileAction(input: unknown) {
  return act(setProfile, input)
}

export async function setAreasAction(input: unknown) {
  return act(setAreas, input)
}

/** Written down first; then everybody is signed out of the demo company, and the launcher makes another. */
export async function resetDemoAction() {
  const outcome = await act(resetDemo, {})
  const session = await currentSession()
  if (outcome.ok && session) {
    await retireDemo(session.tenantId)
    await dropSession()
  }
  return outcome
}
