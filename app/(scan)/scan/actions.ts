'use server'

import { cookies } from 'next/headers'
import { refuse } from '@/lib/kernel/refusal'
import { signInAt } from '@/lib/modules/warehouse/at-station'
import { bindStation } from '@/lib/modules/warehouse/bind-station'
import { leaveStation } from '@/lib/modules/warehouse/leave-station'
import { systemActor } from '@/lib/platform/auth/actors'
import { authCookies } from '@/lib/platform/auth/cookie-names'
import { clientOf } from '@/lib/platform/auth/cookies'
import { run } from '@/lib/platform/door/run'
import { act, guardedAction, type Outcome } from '@/lib/platform/entrance/action'
import { currentStation } from './station'

const bound = 365 * 86_400

export async function bindStationAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await act(bindStation, input)
  if (!outcome.ok) return outcome
  const { station, options } = authCookies()
  ;(await cookies()).set(station, outcome.value.token, { ...options, sameSite: 'strict', maxAge: bound })
  return { ok: true, value: null }
}

export async function enterStationAction(input: unknown): Promise<Outcome<null>> {
  return guardedAction('station.enter', async () => {
    const at = (await currentStation()) ?? refuse('unauthenticated')
    const { address } = await clientOf()
    await signInAt(at, input, address)
    return null
  })
}

export async function leaveStationAction(): Promise<Outcome<null>> {
  return guardedAction('station.leave', async () => {
    const at = await currentStation()
    if (at) await run(leaveStation, await systemActor(at.tenantId), { stationId: at.station.id })
    return null
  })
}
