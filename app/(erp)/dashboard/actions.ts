'use server'

import { hideSetup } from '@/lib/modules/settings/hide-setup'
import { act } from '@/lib/platform/entrance/action'

export async function hideSetupAction(input: unknown) {
  return act(hideSetup, input)
}
