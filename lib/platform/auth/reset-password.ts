import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { z } from 'zod'
import { refuse } from '@/lib/kernel/refusal'
import { hashPassword, newPassword, passwordFits } from '@/lib/platform/auth/password'
import { type Client, emailField } from '@/lib/platform/auth/sign-in'
import { admitAccount, admitAddress, forgiveTry, type Guarded } from '@/lib/platform/auth/throttle'
import { linkMinutes, newLink, useLink, userOfLink } from '@/lib/platform/auth/user-links'
import { inAuth } from '@/lib/platform/db/transaction'
import { parse } from '@/lib/platform/door/run'
import { env } from '@/lib/platform/env'
import type { Locale } from '@/lib/platform/i18n/locales'
import { queueMail } from '@/lib/platform/mail/queue-mail'

/** Longer than the work for a known address takes, so that the clock does not tell which addresses are known. */
const evenMs = 400

/** A mail with a link, where there is somebody of this address. The answer is the same, and as late, where there is nobody. */
export async function requestReset(raw: unknown, client: Client, locale: Locale): Promise<void> {
  const { email } = parse(z.strictObject({ email: emailField }), raw)
  await admitAddress(client.address)
  await admitAccount({ kind: 'reset', value: email })
  await Promise.all([sendReset(email, locale), sleep(evenMs)])
}

async function sendReset(email: string, locale: Locale): Promise<void> {
  await inAuth(async (db) => {
    const { rows } = await db.query<{ id: string; email: string; name: string }>(
      'select id, email, name from users where email_key = $1',
      [email],
    )
    const [user] = rows
    if (!user) return
    const { url, link } = await newLink(db, user.id, 'reset')
    const values = { name: user.name, url, minutes: linkMinutes.reset }
    await queueMail(db, { kind: 'reset', to: user.email, locale, values, link })
  })
}

/** Whom an open link speaks of; undefined when it is unknown, used or too old. */
export async function resetOf(token: string): Promise<{ email: string } | undefined> {
  return inAuth((db) => userOfLink(db, token, 'reset'))
}

const choice = z.strictObject({ token: z.string().max(100), password: newPassword })

/**
 * A new password by the link. Whoever opened the mail has proved the address; every session ends, every device is a
 * stranger again, and nobody is signed in by it: a second factor is asked for at the next sign-in like at any other.
 */
export async function resetPassword(
  raw: unknown,
  client: Client,
  locale: Locale,
): Promise<{ userId: string; email: string }> {
  const { token, password } = parse(choice, raw)
  await admitAddress(client.address)
  const passwordHash = await hashPassword(password)
  const { userId, email } = await inAuth(async (db) => {
    const userId = (await useLink(db, token, 'reset')) ?? refuse('not_found')
    return { userId, email: await savePassword(db, { userId, passwordHash, locale, proven: true }) }
  })
  for (const kind of ['account', 'reset'] as const) await forgiveTry({ kind, value: email }, client.address)
  return { userId, email }
}

const change = z.strictObject({ current: z.string().min(1).max(200), password: newPassword })

/** Another password, by who knows the present one; all other sessions end. */
export async function changePassword(
  { userId, sid }: { userId: string; sid: string },
  raw: unknown,
  client: Client,
  locale: Locale,
): Promise<void> {
  const { current, password } = parse(change, raw)
  const { rows } = await inAuth((db) =>
    db.query<{ email_key: string; password_hash: string | null }>(
      'select email_key, password_hash from users where id = $1',
      [userId],
    ),
  )
  const user = rows[0] ?? refuse('unauthenticated')
  // A session left open must not be a way to try passwords out.
  const guarded: Guarded = { kind: 'device', value: `change ${userId}` }
  await admitAddress(client.address)
  await admitAccount(guarded)
  if (!(await passwordFits(user.password_hash, current))) {
    refuse('invalid', { errors: [{ path: 'current', code: 'wrong_password' }] })
  }
  await forgiveTry(guarded, client.address)
  const passwordHash = await hashPassword(password)
  await inAuth((db) => savePassword(db, { userId, passwordHash, locale, keep: sid }))
}

type Saved = { userId: string; passwordHash: string; locale: Locale; keep?: string; proven?: boolean }

async function savePassword(
  db: pg.PoolClient,
  { userId, passwordHash, locale, keep, proven = false }: Saved,
): Promise<string> {
  const { rows } = await db.query<{ email: string; email_key: string; name: string }>(
    `update users set password_hash = $2, email_proven_at = case when $3 then coalesce(email_proven_at, now()) else email_proven_at end
      where id = $1 returning email, email_key, name`,
    [userId, passwordHash, proven],
  )
  const user = rows[0] ?? refuse('not_found')
  await db.query(
    'update sessions set revoked_at = now() where user_id = $1 and revoked_at is null and id is distinct from $2::uuid',
    [userId, keep ?? null],
  )
  await db.query('delete from known_devices where user_id = $1', [userId])
  const url = `${env().PUBLIC_URL}/forgot`
  await queueMail(db, { kind: 'password-changed', to: user.email, locale, values: { name: user.name, url } })
  return user.email_key
}
