'use server'

import { disableMember } from '@/lib/modules/settings/disable-member'
import { endMemberSessions } from '@/lib/modules/settings/end-member-sessions'
import { act, actEach } from '@/lib/platform/entrance/action'
import type { Outcome } from '@/lib/platform/entrance/outcome'
import { quiet } from '@/lib/platform/entrance/quiet'

export async function endMemberSessionsAction(input: unknown) {
  return act(endMemberSessions, input)
}

export async function disableMembersAction(inputs: unknown): Promise<Outcome<Outcome<null>[]>> {
  const outcome = await actEach(disableMember, inputs)
  return outcome.ok ? { ok: true, value: outcome.value.map(quiet) } : outcome
}
