import { admitAccount } from '@/lib/platform/auth/throttle'
import { linkMinutes, newLink, useLink, userOfLink } from '@/lib/platform/auth/user-links'
import { inAuth } from '@/lib/platform/db/transaction'
import type { Locale } from '@/lib/platform/i18n/locales'
import { queueMail } from '@/lib/platform/mail/queue-mail'

/** A mail by which the user shows that the address is theirs; nothing where that is known already. */
export async function requestProof(userId: string, locale: Locale): Promise<void> {
  await inAuth(async (db) => {
    const { rows } = await db.query<{ email: string; name: string }>(
      'select email, name from users where id = $1 and email_proven_at is null',
      [userId],
    )
    const [user] = rows
    if (!user) return
    const { url, link } = await newLink(db, userId, 'verify')
    const values = { name: user.name, url, hours: linkMinutes.verify / 60 }
    await queueMail(db, { kind: 'verify', to: user.email, locale, values, link })
  })
}

/** The same on a person's wish; not more often than a wrong password may be tried. */
export async function requestProofAgain(userId: string, locale: Locale): Promise<void> {
  await admitAccount({ kind: 'reset', value: `verify ${userId}` })
  await requestProof(userId, locale)
}

export async function proofOf(token: string): Promise<{ email: string } | undefined> {
  return inAuth((db) => userOfLink(db, token, 'verify'))
}

/** False when the link is unknown, used or too old. */
export async function proveEmail(token: string): Promise<boolean> {
  return inAuth(async (db) => {
    const userId = await useLink(db, token, 'verify')
    if (!userId) return false
    await db.query('update users set email_proven_at = coalesce(email_proven_at, now()) where id = $1', [userId])
    return true
  })
}
