import { refuse } from '@/lib/kernel/refusal'
import { deviceKnown, rememberDevice } from '@/lib/platform/auth/devices'
import { proveFactor } from '@/lib/platform/auth/second-factor'
import { pendingSession, proveSession, sessionOf } from '@/lib/platform/auth/sessions'
import type { Client } from '@/lib/platform/auth/sign-in'

/**
 * The second step: a code for the session that waits for one, or for a living one that has never shown any (its company
 * began to demand it). Answers the device's token, which is remembered only now.
 */
export async function completeSignIn(
  sid: string,
  raw: unknown,
  client: Client,
): Promise<{ userId: string; device: string; strange: boolean }> {
  const { userId } = (await pendingSession(sid)) ?? (await sessionOf(sid)) ?? refuse('unauthenticated')
  await proveFactor(userId, raw, client)
  await proveSession(sid)
  const strange = !(await deviceKnown(client.device, userId))
  return { userId, strange, device: await rememberDevice(client.device, userId) }
}
