import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { z } from 'zod'
import { nameField } from '@/lib/kernel/fields'
import { newId } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { forgetActors } from '@/lib/platform/auth/actors'
import { hashPassword, newPassword } from '@/lib/platform/auth/password'
import { tokenHash } from '@/lib/platform/auth/register-company'
import { type Client, provePassword, type SignedIn, signInWithProof } from '@/lib/platform/auth/sign-in'
import { admitAddress } from '@/lib/platform/auth/throttle'
import { inAuth } from '@/lib/platform/db/transaction'
import { parse } from '@/lib/platform/door/run'
import { env } from '@/lib/platform/env'

export const invitationDays = 7

export type Invitation = {
  readonly tenantId: string
  readonly memberId: string
  readonly email: string
  readonly company: string
  readonly name: string
  /** Somebody with this e-mail has a password here already, and proves to be the one by it. */
  readonly hasPassword: boolean
}

/** Where the clear token goes, and nowhere else: only its hash is kept. */
export function inviteUrl(token: string): string {
  return `${env().PUBLIC_URL}/invite/${token}`
}

/** A new link for a member who has no user yet; links given out before stop working. */
export async function invite(
  tenantId: string,
  memberId: string,
  email: string,
): Promise<{ inviteUrl: string; expiresAt: Date }> {
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(Date.now() + invitationDays * 86_400_000)
  await inAuth(async (client) => {
    await client.query('delete from invitations where tenant_id = $1 and member_id = $2 and accepted_at is null', [
      tenantId,
      memberId,
    ])
    await client.query(
      'insert into invitations (token_hash, tenant_id, member_id, email, expires_at) values ($1, $2, $3, $4, $5)',
      [tokenHash(token), tenantId, memberId, email, expiresAt],
    )
  })
  return { inviteUrl: inviteUrl(token), expiresAt }
}

/** What an open link says; undefined when it is unknown, used, too old, or its member was disabled. */
export async function invitationOf(token: string): Promise<Invitation | undefined> {
  return inAuth((client) => find(client, token, ''))
}

const acceptance = z.strictObject({
  token: z.string().max(100),
  name: nameField(80).optional(),
  password: z.string().max(200),
})

/** Takes the place in the company: a new user chooses a password, a known one proves the one there is. Signed in afterwards. */
export async function acceptInvitation(raw: unknown, client: Client): Promise<SignedIn> {
  const { token, name, password } = parse(acceptance, raw)
  const found = (await invitationOf(token)) ?? refuse('not_found')
  // Proving and hashing take their time on purpose; no transaction stays open meanwhile.
  const proven = found.hasPassword ? await provePassword(found.email, password, client) : undefined
  if (!proven) await admitAddress(client.address)
  const passwordHash = proven
    ? undefined
    : await hashPassword(parse(z.object({ password: newPassword }), { password }).password)
  const userId = await inAuth(async (db) => {
    const invitation = await find(db, token, 'for update of i')
    // Between the look and the lock somebody else may have used the link or the e-mail.
    if (!invitation || invitation.hasPassword !== found.hasPassword) return refuse('not_found')
    const user = proven ?? (await saveUser(db, invitation, name ?? invitation.name, passwordHash ?? ''))
    await db.query(
      'insert into memberships (user_id, tenant_id, member_id) values ($1, $2, $3) on conflict do nothing',
      [user, invitation.tenantId, invitation.memberId],
    )
    await db.query(
      'update members set user_id = $3, name = coalesce($4, name), version = version + 1 where tenant_id = $1 and id = $2',
      [invitation.tenantId, invitation.memberId, user, proven ? null : (name ?? null)],
    )
    await db.query('update invitations set accepted_at = now() where token_hash = $1', [tokenHash(token)])
    return user
  })
  forgetActors()
  return signInWithProof(userId, client, (membership) => membership.tenantId === found.tenantId)
}

async function saveUser(db: pg.PoolClient, { email }: Invitation, name: string, passwordHash: string): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `insert into users (id, email, email_key, name, password_hash) values ($1, $2, $2, $3, $4)
     on conflict (email_key) do update set password_hash = excluded.password_hash where users.password_hash is null
     returning id`,
    [newId(), email, name, passwordHash],
  )
  return rows[0]?.id ?? refuse('not_found')
}

async function find(db: pg.PoolClient, token: string, lock: '' | 'for update of i'): Promise<Invitation | undefined> {
  const { rows } = await db.query<{ tenant_id: string; member_id: string; email: string; has_password: boolean }>(
    `select i.tenant_id, i.member_id, i.email,
            exists (select 1 from users u where u.email_key = i.email and u.password_hash is not null) as has_password
       from invitations i join tenants t on t.id = i.tenant_id and t.status = 'active'
      where i.token_hash = $1 and i.accepted_at is null and i.expires_at > now() ${lock}`,
    [tokenHash(token)],
  )
  const [row] = rows
  if (!row) return undefined
  await db.query('select app_set_tenant($1)', [row.tenant_id])
  const members = await db.query<{ name: string; company: string }>(
    `select m.name, c.name as company from members m join companies c on c.tenant_id = $1
      where m.tenant_id = $1 and m.id = $2 and m.disabled_at is null and m.user_id is null`,
    [row.tenant_id, row.member_id],
  )
  const [member] = members.rows
  return (
    member && {
      tenantId: row.tenant_id,
      memberId: row.member_id,
      email: row.email,
      hasPassword: row.has_password,
      ...member,
    }
  )
}
