import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { sha256 } from '@/lib/platform/crypto'
import { inAuth } from '@/lib/platform/db/transaction'
import { env } from '@/lib/platform/env'

export const linkMinutes = { reset: 30, verify: 24 * 60 } as const
export type LinkPurpose = keyof typeof linkMinutes

/** Where it leads, with its secret, and by what it is known here. */
export type NewLink = { readonly url: string; readonly link: string }

const paths = { reset: '/reset', verify: '/verify' } as const

/** A link that works once and for a while; only its hash is kept. Links of the same purpose given out before stop working. */
export async function newLink(db: pg.PoolClient, userId: string, purpose: LinkPurpose): Promise<NewLink> {
  const token = randomBytes(32).toString('base64url')
  await db.query('delete from user_tokens where user_id = $1 and purpose = $2 and used_at is null', [userId, purpose])
  await db.query(
    `insert into user_tokens (token_hash, user_id, purpose, expires_at)
     values ($1, $2, $3, now() + make_interval(mins => $4))`,
    [sha256(token), userId, purpose, linkMinutes[purpose]],
  )
  return { url: `${env().PUBLIC_URL}${paths[purpose]}/${token}`, link: sha256(token).toString('base64url') }
}

/** Does the link of this hash still open something? */
export async function linkOpen(tokenHash: Buffer, purpose: LinkPurpose): Promise<boolean> {
  const { rowCount } = await inAuth((db) =>
    db.query(
      'select 1 from user_tokens where token_hash = $1 and purpose = $2 and used_at is null and expires_at > now()',
      [tokenHash, purpose],
    ),
  )
  return rowCount === 1
}

/** Whose link this is, while it works. Looking does not use it up: mail programs open links before people do. */
export async function userOfLink(
  db: pg.PoolClient,
  token: string,
  purpose: LinkPurpose,
): Promise<{ id: string; name: string; email: string } | undefined> {
  const { rows } = await db.query<{ id: string; name: string; email: string }>(
    `select u.id, u.name, u.email from user_tokens k join users u on u.id = k.user_id
      where k.token_hash = $1 and k.purpose = $2 and k.used_at is null and k.expires_at > now()`,
    [sha256(token), purpose],
  )
  return rows[0]
}

/** Uses the link up; of several at the same moment one succeeds. */
export async function useLink(db: pg.PoolClient, token: string, purpose: LinkPurpose): Promise<string | undefined> {
  const { rows } = await db.query<{ user_id: string }>(
    `update user_tokens set used_at = now()
      where token_hash = $1 and purpose = $2 and used_at is null and expires_at > now() returning user_id`,
    [sha256(token), purpose],
  )
  return rows[0]?.user_id
}
