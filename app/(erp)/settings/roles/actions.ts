'use server'

import { createRole } from '@/lib/modules/settings/create-role'
import { deleteRole } from '@/lib/modules/settings/delete-role'
import { resetRole } from '@/lib/modules/settings/reset-role'
import { updateRole } from '@/lib/modules/settings/update-role'
import { viewAsRole } from '@/lib/modules/settings/view-as-role'
import { currentSession } from '@/lib/platform/auth/session'
import { viewThrough } from '@/lib/platform/auth/sessions'
import { act, guardedAction } from '@/lib/platform/entrance/action'

export async function createRoleAction(input: unknown) {
  return act(createRole, input)
}

export async function updateRoleAction(input: unknown) {
  return act(updateRole, input)
}

export async function resetRoleAction(input: unknown) {
  return act(resetRole, input)
}

export async function deleteRoleAction(input: unknown) {
  return act(deleteRole, input)
}

/** Written down first; only then this session looks through the role. */
export async function viewAsRoleAction(input: unknown) {
  const outcome = await act(viewAsRole, input)
  const session = await currentSession()
  if (outcome.ok && session) await viewThrough(session.id, outcome.value.id)
  return outcome
}

export async function endViewAction() {
  return guardedAction('role.end-view', async () => {
    const session = await currentSession()
    if (session) await viewThrough(session.id, null)
    return null
  })
}
