'use server'

import { redirect } from 'next/navigation'
import { isId } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { dropSession, sidOf } from '@/lib/platform/auth/cookies'
import { currentSession } from '@/lib/platform/auth/session'
import { endSession, moveSession } from '@/lib/platform/auth/sessions'
import { guardedAction } from '@/lib/platform/entrance/action'

export async function signOut(): Promise<void> {
  await guardedAction('sign-out', async () => {
    const sid = await sidOf()
    if (sid) await endSession(sid)
    await dropSession()
  })
  redirect('/sign-in')
}

export async function switchTenant(tenantId: string): Promise<void> {
  const outcome = await guardedAction('session.switch-company', async () => {
    const session = (await currentSession()) ?? refuse('unauthenticated')
    if (!isId(tenantId) || !(await moveSession(session, tenantId))) refuse('not_found')
  })
  redirect(outcome.ok ? '/dashboard' : '/sign-in')
}
