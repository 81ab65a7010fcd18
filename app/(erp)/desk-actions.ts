'use server'

import { findInList } from '@/lib/modules/exchange/find-in-list'
import { createView } from '@/lib/modules/settings/create-view'
import { deleteView } from '@/lib/modules/settings/delete-view'
import { readNotices } from '@/lib/modules/settings/read-notices'
import { setPreferences } from '@/lib/modules/settings/set-preferences'
import { shareView } from '@/lib/modules/settings/share-view'
import { updateView } from '@/lib/modules/settings/update-view'
import { forgetActors, forgetMember } from '@/lib/platform/auth/actors'
import { currentSession } from '@/lib/platform/auth/session'
import { act, type Outcome } from '@/lib/platform/entrance/action'
import { quiet } from '@/lib/platform/entrance/quiet'

/** Views and preferences are read with the rights and kept as long: the next page of who changed them must show it. */
async function forgetMe(): Promise<void> {
  const session = await currentSession()
  if (session) forgetMember(session.tenantId, session.memberId)
}

export async function setPreferencesAction(input: unknown): Promise<Outcome<null>> {
  const outcome = quiet(await act(setPreferences, input))
  await forgetMe()
  return outcome
}

export async function createViewAction(input: unknown): Promise<Outcome<{ id: string }>> {
  const outcome = await act(createView, input)
  await forgetMe()
  return outcome.ok ? { ok: true, value: { id: outcome.value.id } } : outcome
}

export async function updateViewAction(input: unknown): Promise<Outcome<null>> {
  const outcome = quiet(await act(updateView, input))
  forgetActors()
  return outcome
}

export async function deleteViewAction(input: unknown): Promise<Outcome<null>> {
  const outcome = quiet(await act(deleteView, input))
  forgetActors()
  return outcome
}

/** Concerns colleagues, too: all of this process read anew. */
export async function shareViewAction(input: unknown): Promise<Outcome<null>> {
  const outcome = quiet(await act(shareView, input))
  forgetActors()
  return outcome
}

export async function findInListAction(input: unknown): Promise<Outcome<{ setId: string }>> {
  return act(findInList, input)
}

export async function readNoticesAction(input: unknown): Promise<Outcome<null>> {
  return quiet(await act(readNotices, input))
}
