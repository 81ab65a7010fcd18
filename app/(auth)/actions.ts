'use server'

import { clientOf, keepSession } from '@/lib/platform/auth/cookies'
import { acceptInvitation } from '@/lib/platform/auth/invitations'
import { registerOwner } from '@/lib/platform/auth/register-owner'
import { signIn } from '@/lib/platform/auth/sign-in'
import { guardedAction, type Outcome } from '@/lib/platform/entrance/action'

export async function signInAction(input: unknown): Promise<Outcome<null>> {
  return guardedAction('sign-in', async () => {
    await keepSession(await signIn(input, await clientOf()))
    return null
  })
}

export async function registerAction(input: unknown): Promise<Outcome<null>> {
  return guardedAction('register', async () => {
    await keepSession(await registerOwner(input, await clientOf()))
    return null
  })
}

export async function acceptInvitationAction(input: unknown): Promise<Outcome<null>> {
  return guardedAction('invitation.accept', async () => {
    await keepSession(await acceptInvitation(input, await clientOf()))
    return null
  })
}
