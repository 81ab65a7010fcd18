import { cookies, headers } from 'next/headers'
import { decode, encode } from 'next-auth/jwt'
import { isId } from '@/lib/kernel/ids'
import { authSecret } from '@/lib/platform/auth/auth-secret'
import { clientAddress } from '@/lib/platform/auth/client-address'
import { authCookies, sessionHours } from '@/lib/platform/auth/cookie-names'
import type { Client, SignedIn } from '@/lib/platform/auth/sign-in'

/** Who asks, as far as the request tells. */
export async function clientOf(): Promise<Client> {
  const sent = await headers()
  return {
    address: clientAddress(sent),
    device: (await cookies()).get(authCookies().device)?.value.slice(0, 100),
    userAgent: sent.get('user-agent') ?? undefined,
  }
}

/** The session's id out of the cookie; what the browser holds is encrypted, and a changed or old one reads as none. */
export async function sidOf(): Promise<string | undefined> {
  return readSid((await cookies()).get(authCookies().session)?.value)
}

export async function readSid(token: string | undefined): Promise<string | undefined> {
  if (!token) return undefined
  const known = opened.get(token)
  if (known && Date.now() - known.at < openedMs) return known.sid
  const claims = await decode({ token, secret: authSecret() }).catch(() => null)
  if (typeof claims?.sid !== 'string' || !isId(claims.sid)) return undefined
  if (opened.size >= 5000) opened.clear()
  opened.set(token, { sid: claims.sid, at: Date.now() })
  return claims.sid
}

/** Opening the same cookie at every click is work for nothing: its session is asked for all the same, and ends by itself. */
const openedMs = 60_000
const opened = new Map<string, { sid: string; at: number }>()

export async function keepSession({ session, device }: Pick<SignedIn, 'session' | 'device'>): Promise<void> {
  const names = authCookies()
  const maxAge = sessionHours.absolute * 3600
  const token = await encode({ token: { sid: session.id }, secret: authSecret(), maxAge })
  ;(await cookies()).set(names.session, token, { ...names.options, maxAge })
  if (device) await keepDevice(device)
}

export async function keepDevice(device: string): Promise<void> {
  const names = authCookies()
  ;(await cookies()).set(names.device, device, { ...names.options, maxAge: 365 * 86_400 })
}

export async function dropSession(): Promise<void> {
  ;(await cookies()).delete(authCookies().session)
}
