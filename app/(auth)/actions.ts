'use server'

import { z } from 'zod'
import { refuse } from '@/lib/kernel/refusal'
import { tellSecurity } from '@/lib/modules/settings/record-security'
import { completeSignIn } from '@/lib/platform/auth/complete-sign-in'
import { clientOf, dropSession, keepDevice, keepSession } from '@/lib/platform/auth/cookies'
import { acceptInvitation, mailInvitationOf } from '@/lib/platform/auth/invitations'
import { proveEmail } from '@/lib/platform/auth/prove-email'
import { registerOwner } from '@/lib/platform/auth/register-owner'
import { requestReset, resetPassword } from '@/lib/platform/auth/reset-password'
import { halfSignedIn } from '@/lib/platform/auth/session'
import { endSession } from '@/lib/platform/auth/sessions'
import { signIn } from '@/lib/platform/auth/sign-in'
import { parse } from '@/lib/platform/door/run'
import { guardedAction, type Outcome } from '@/lib/platform/entrance/action'
import { localeNow } from '@/lib/platform/i18n/locale-now'

const link = z.strictObject({ token: z.string().max(100) })

export async function signInAction(input: unknown): Promise<Outcome<null>> {
  return guardedAction('sign-in', async () => {
    const signed = await signIn(input, await clientOf())
    await keepSession(signed)
    if (signed.strange && !signed.pending) await tellSecurity(signed.session.userId, 'signed_in_anew')
    return null
  })
}

/** The second step, by a code. */
export async function signInCodeAction(input: unknown): Promise<Outcome<null>> {
  return guardedAction('sign-in.code', async () => {
    const { sid } = (await halfSignedIn()) ?? refuse('unauthenticated')
    const { userId, device, strange } = await completeSignIn(sid, input, await clientOf())
    await keepDevice(device)
    if (strange) await tellSecurity(userId, 'signed_in_anew')
    return null
  })
}

/** Away from the second step, to sign in as somebody else. */
export async function leaveSignInAction(): Promise<Outcome<null>> {
  return guardedAction('sign-in.leave', async () => {
    const half = await halfSignedIn()
    if (half) await endSession(half.sid)
    await dropSession()
    return null
  })
}

export async function registerAction(input: unknown): Promise<Outcome<null>> {
  return guardedAction('register', async () => {
    await keepSession(await registerOwner(input, await clientOf(), await localeNow()))
    return null
  })
}

export async function acceptInvitationAction(input: unknown): Promise<Outcome<null>> {
  return guardedAction('invitation.accept', async () => {
    await keepSession(await acceptInvitation(input, await clientOf()))
    return null
  })
}

export async function mailInvitationAction(input: unknown): Promise<Outcome<null>> {
  return guardedAction('invitation.mail', async () => {
    await mailInvitationOf(parse(link, input).token, await clientOf(), await localeNow())
    return null
  })
}

export async function requestResetAction(input: unknown): Promise<Outcome<null>> {
  return guardedAction('password.request-reset', async () => {
    await requestReset(input, await clientOf(), await localeNow())
    return null
  })
}

export async function resetPasswordAction(input: unknown): Promise<Outcome<null>> {
  return guardedAction('password.reset', async () => {
    const { userId } = await resetPassword(input, await clientOf(), await localeNow())
    await tellSecurity(userId, 'password_reset')
    await dropSession()
    return null
  })
}

export async function proveEmailAction(input: unknown): Promise<Outcome<null>> {
  return guardedAction('email.prove', async () => {
    if (!(await proveEmail(parse(link, input).token))) refuse('not_found')
    return null
  })
}
