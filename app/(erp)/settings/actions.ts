'use server'

import { createApiKey } from '@/lib/modules/settings/create-api-key'
import { createMember } from '@/lib/modules/settings/create-member'
import { disableApiKey } from '@/lib/modules/settings/disable-api-key'
import { disableMember } from '@/lib/modules/settings/disable-member'
import { enableMember } from '@/lib/modules/settings/enable-member'
import { reinviteMember } from '@/lib/modules/settings/reinvite-member'
import { updateCompany } from '@/lib/modules/settings/update-company'
import { updateMember } from '@/lib/modules/settings/update-member'
import { act } from '@/lib/platform/entrance/action'

export async function createMemberAction(input: unknown) {
  return act(createMember, input)
}

export async function updateMemberAction(input: unknown) {
  return act(updateMember, input)
}

export async function reinviteMemberAction(input: unknown) {
  return act(reinviteMember, input)
}

export async function disableMemberAction(input: unknown) {
  return act(disableMember, input)
}

export async function enableMemberAction(input: unknown) {
  return act(enableMember, input)
}

export async function createApiKeyAction(input: unknown) {
  return act(createApiKey, input)
}

export async function disableApiKeyAction(input: unknown) {
  return act(disableApiKey, input)
}

export async function updateCompanyAction(input: unknown) {
  return act(updateCompany, input)
}
