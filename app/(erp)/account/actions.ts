'use server'

import { z } from 'zod'
import { isId } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { tellSecurity } from '@/lib/modules/settings/record-security'
import { setOwnPin } from '@/lib/modules/warehouse/set-own-pin'
import { accountOf } from '@/lib/platform/auth/account'
import { clientOf } from '@/lib/platform/auth/cookies'
import { endOwnSessions } from '@/lib/platform/auth/own-sessions'
import { requestProofAgain } from '@/lib/platform/auth/prove-email'
import { qrPath } from '@/lib/platform/auth/qr-path'
import { changePassword } from '@/lib/platform/auth/reset-password'
import { beginFactor, confirmFactor, dropFactor, renewRecovery } from '@/lib/platform/auth/second-factor'
import { currentActor, currentSession, halfSignedIn } from '@/lib/platform/auth/session'
import { forgetSession, type Session } from '@/lib/platform/auth/sessions'
import { parse } from '@/lib/platform/door/run'
import { act, guardedAction, type Outcome } from '@/lib/platform/entrance/action'
import { quiet } from '@/lib/platform/entrance/quiet'
import { localeNow } from '@/lib/platform/i18n/locale-now'

/** What belongs to the person, not to a company: their own password, second factor and sessions. */
async function session(): Promise<Session> {
  if (!(await currentActor())) refuse('unauthenticated')
  return (await currentSession()) ?? refuse('unauthenticated')
}

export async function changePasswordAction(input: unknown): Promise<Outcome<null>> {
  return guardedAction('account.change-password', async () => {
    const { id, userId } = await session()
    await changePassword({ userId, sid: id }, input, await clientOf(), await localeNow())
    await tellSecurity(userId, 'password_changed')
    return null
  })
}

export async function endSessionAction(input: unknown): Promise<Outcome<number>> {
  return guardedAction('account.end-session', async () => {
    const { which } = parse(z.strictObject({ which: z.string().max(40) }), input)
    if (which !== 'others' && !isId(which)) refuse('not_found')
    const own = await session()
    const ended = await endOwnSessions(own, which)
    if (ended > 0) await tellSecurity(own.userId, 'sessions_ended', ended)
    return ended
  })
}

export async function sendProofAction(): Promise<Outcome<null>> {
  return guardedAction('account.send-proof', async () => {
    const { userId } = await session()
    await requestProofAgain(userId, await localeNow())
    return null
  })
}

/** Also for who is asked to set it up before anything else: signed in by password, and still nobody. */
async function setter(): Promise<{ sid: string; userId: string }> {
  const half = await halfSignedIn()
  if (half) return half
  const { id, userId } = await session()
  return { sid: id, userId }
}

export type FactorSetup = { secret: string; qr: { d: string; size: number } }

export async function beginFactorAction(): Promise<Outcome<FactorSetup>> {
  return guardedAction('account.begin-second-factor', async () => {
    const { userId } = await setter()
    const { email } = await accountOf(userId)
    const { secret, uri } = await beginFactor(userId, email)
    return { secret, qr: qrPath(uri) }
  })
}

export async function confirmFactorAction(input: unknown): Promise<Outcome<string[]>> {
  return guardedAction('account.confirm-second-factor', async () => {
    const { sid, userId } = await setter()
    const codes = await confirmFactor(userId, sid, input, await clientOf())
    forgetSession(sid)
    await tellSecurity(userId, 'factor_added')
    return codes
  })
}

export async function renewRecoveryAction(input: unknown): Promise<Outcome<string[]>> {
  return guardedAction('account.renew-recovery-codes', async () => {
    const { userId } = await session()
    const codes = await renewRecovery(userId, input, await clientOf())
    await tellSecurity(userId, 'recovery_renewed')
    return codes
  })
}

export async function dropFactorAction(input: unknown): Promise<Outcome<null>> {
  return guardedAction('account.drop-second-factor', async () => {
    const { id, userId } = await session()
    // The next page would ask to set it up again.
    if ((await currentActor())?.secondFactor) refuse('forbidden', { permission: 'second-factor' })
    await dropFactor(userId, input, await clientOf())
    await tellSecurity(userId, 'factor_dropped')
    forgetSession(id)
    return null
  })
}

/** Of a company, unlike the rest here: a staff number is one's place in it. */
export async function setOwnPinAction(input: unknown) {
  return quiet(await act(setOwnPin, input))
}
