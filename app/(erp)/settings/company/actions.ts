'use server'

import { setAreas } from '@/lib/modules/settings/set-areas'
import { setProfile } from '@/lib/modules/settings/set-profile'
import { act } from '@/lib/platform/entrance/action'

export async function setProfileAction(input: unknown) {
  return act(setProfile, input)
}

export async function setAreasAction(input: unknown) {
  return act(setAreas, input)
}
