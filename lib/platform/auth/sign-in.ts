import { z } from 'zod'
import { refuse } from '@/lib/kernel/refusal'
import { normaliseEmail } from '@/lib/kernel/text'
import { memberActor } from '@/lib/platform/auth/actors'
import { deviceKnown, rememberDevice } from '@/lib/platform/auth/devices'
import { passwordFits } from '@/lib/platform/auth/password'
import { factorOf } from '@/lib/platform/auth/second-factor'
import { type Membership, membershipsOf, openSession, type Session } from '@/lib/platform/auth/sessions'
import { admitAccount, admitAddress, forgiveTry, type Guarded } from '@/lib/platform/auth/throttle'
import { inAuth } from '@/lib/platform/db/transaction'
import { parse } from '@/lib/platform/door/run'

// Normalised first and judged afterwards: a form that becomes another address must not pass as the one it was.
export const emailField = z.string().max(320).transform(normaliseEmail).pipe(z.email().max(254))

export const credentials = z.strictObject({
  email: emailField,
  password: z.string().min(1).max(200),
  /** Slug of the company to enter; without it the one used last. */
  company: z.string().max(40).optional(),
})

/** What the request tells about who asks. */
export type Client = { readonly address: string; readonly device?: string; readonly userAgent?: string }
/** `pending`: a code of the second factor is still asked for, and the device is not known before that. */
export type SignedIn = {
  readonly session: Session
  readonly device: string | undefined
  readonly pending: boolean
  /** Nobody has signed in as this user from this device before. */
  readonly strange: boolean
}

/** E-mail and password → a session row. Refuses `unauthenticated` for every wrong pair alike, `rate_limited` when throttled. */
export async function signIn(raw: unknown, client: Client): Promise<SignedIn> {
  const { email, password, company } = parse(credentials, raw)
  const userId = await provePassword(email, password, client)
  return signInWithProof(userId, client, (membership) => company === undefined || membership.slug === company)
}

/** The session of somebody who just proved who they are, in the first company that fits and lets them in. */
export async function signInWithProof(
  userId: string,
  client: Client,
  fits: (membership: Membership) => boolean,
): Promise<SignedIn> {
  for (const membership of (await membershipsOf(userId)).filter(fits)) {
    if (!(await memberActor(membership.tenantId, membership.memberId))) continue
    const { on: pending } = await factorOf(userId)
    const session = await openSession(userId, membership, { userAgent: client.userAgent, pending })
    const strange = !(await deviceKnown(client.device, userId))
    return { session, device: pending ? undefined : await rememberDevice(client.device, userId), pending, strange }
  }
  // The password was right: this person may know that there is no company to enter.
  return refuse('forbidden', { permission: 'sign-in' })
}

/** The user whose password this is. Every try is counted before it is judged. */
export async function provePassword(email: string, password: string, { address, device }: Client): Promise<string> {
  await admitAddress(address)
  const user = await userOf(email)
  // A device this user signed in from has a count of its own, so that strangers' tries never shut the user out.
  const known = user !== undefined && (await deviceKnown(device, user.id))
  const guarded: Guarded = known ? { kind: 'device', value: `${device} ${user.id}` } : { kind: 'account', value: email }
  await admitAccount(guarded)
  if (!(await passwordFits(user?.password_hash, password)) || !user) return refuse('unauthenticated')
  await forgiveTry(guarded, address)
  return user.id
}

async function userOf(email: string): Promise<{ id: string; password_hash: string | null } | undefined> {
  const { rows } = await inAuth((client) =>
    client.query<{ id: string; password_hash: string | null }>(
      'select id, password_hash from users where email_key = $1',
      [email],
    ),
  )
  return rows[0]
}
