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
import { admitAccount, admitAddress } from '@/lib/platform/auth/throttle'
import { inAuth } from '@/lib/platform/db/transaction'
import { parse } from '@/lib/platform/door/run'
import { env } from '@/lib/platform/env'
import { DEFAULT_LOCALE, type Locale } from '@/lib/platform/i18n/locales'
import type { Mail } from '@/lib/platform/mail/mail'
import { queueMail } from '@/lib/platform/mail/queue-mail'

export const invitationDays = 7

export type Invitation = {
  readonly tenantId: string
  readonly memberId: string
  readonly email: string
  readonly company: string
  readonly name: string
  /** Somebody with this e-mail has a password here already, and proves to be the one by it. */
  readonly hasPassword: boolean
  /** That account never showed that the address is its own, and this link came by mail: it need not be joined. */
  readonly mayStartAnew: boolean
  /** Such an account stands in the way, and this link was not mailed: a mailed one would pass. */
  readonly needsMail: boolean
}

/** Where the clear token goes, and nowhere else: only its hash is kept. */
export function inviteUrl(token: string): string {
  return `${env().PUBLIC_URL}/invite/${token}`
}

export type Invited = {
  readonly tenantId: string
  readonly memberId: string
  readonly email: string
  readonly name: string
  readonly company: string
  readonly inviter: string
  readonly locale?: Locale
}

/**
 * A mail with a link for a member who has no user yet, and a second link for whoever invites to hand over; links given
 * out before stop working. The two differ, because opening the mailed one proves the address and the other does not.
 */
export async function invite(invited: Invited): Promise<{ inviteUrl: string; expiresAt: Date }> {
  const { tenantId, memberId } = invited
  return inAuth(async (client) => {
    await client.query('delete from invitations where tenant_id = $1 and member_id = $2 and accepted_at is null', [
      tenantId,
      memberId,
    ])
    const shown = await newInvitation(client, invited, false)
    await mailInvitation(client, invited)
    return { inviteUrl: inviteUrl(shown.token), expiresAt: shown.expiresAt }
  })
}

async function newInvitation(
  client: pg.PoolClient,
  { tenantId, memberId, email }: Pick<Invited, 'tenantId' | 'memberId' | 'email'>,
  mailed: boolean,
): Promise<{ token: string; expiresAt: Date }> {
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(Date.now() + invitationDays * 86_400_000)
  await client.query(
    'insert into invitations (token_hash, tenant_id, member_id, email, expires_at, mailed) values ($1, $2, $3, $4, $5, $6)',
    [tokenHash(token), tenantId, memberId, email, expiresAt, mailed],
  )
  return { token, expiresAt }
}

async function mailInvitation(client: pg.PoolClient, invited: Invited): Promise<void> {
  const { name, company, inviter, email, locale = DEFAULT_LOCALE } = invited
  const { token } = await newInvitation(client, invited, true)
  const mail: Mail = {
    kind: 'invitation',
    to: email,
    locale,
    values: { name, company, inviter, url: inviteUrl(token), days: invitationDays },
    invitation: tokenHash(token).toString('base64url'),
  }
  await queueMail(client, mail, { tenantId: invited.tenantId })
}

/** Sends the invitation of a link that was handed over to the address itself, so that whoever reads mail there can go on. */
export async function mailInvitationOf(token: string, client: Client, locale: Locale): Promise<void> {
  await admitAddress(client.address)
  const found = (await invitationOf(token)) ?? refuse('not_found')
  await admitAccount({ kind: 'reset', value: `invitation ${found.memberId}` })
  await inAuth((db) => mailInvitation(db, { ...found, inviter: found.company, locale }))
}

/** What an open link says; undefined when it is unknown, used, too old, or its member was disabled. */
export async function invitationOf(token: string): Promise<Invitation | undefined> {
  return (await inAuth((client) => find(client, token, '')))?.invitation
}

const acceptance = z.strictObject({
  token: z.string().max(100),
  name: nameField(80).optional(),
  password: z.string().max(200),
  /** Not the account that bears this address: whoever made it never proved that it was theirs. */
  anew: z.boolean().optional(),
})

/** Takes the place in the company: a new user chooses a password, a known one proves the one there is. Signed in afterwards. */
export async function acceptInvitation(raw: unknown, client: Client): Promise<SignedIn> {
  const { token, name, password, anew = false } = parse(acceptance, raw)
  const { invitation: found } = (await inAuth((db) => find(db, token, ''))) ?? refuse('not_found')
  const joins = found.hasPassword && !(anew && found.mayStartAnew)
  // Proving and hashing take their time on purpose; no transaction stays open meanwhile.
  const proven = joins ? await provePassword(found.email, password, client) : undefined
  if (!proven) await admitAddress(client.address)
  const passwordHash = proven
    ? undefined
    : await hashPassword(parse(z.object({ password: newPassword }), { password }).password)
  const userId = await inAuth(async (db) => {
    const now = await find(db, token, 'for update of i')
    // Between the look and the lock somebody else may have used the link or the e-mail.
    if (!now || now.invitation.hasPassword !== found.hasPassword) return refuse('not_found')
    const { invitation, mailed } = now
    if (!joins && found.hasPassword && !invitation.mayStartAnew) return refuse('not_found')
    if (!joins && found.hasPassword) await setAside(db, invitation.email)
    const user = proven ?? (await saveUser(db, invitation, name ?? invitation.name, passwordHash ?? ''))
    if (mailed)
      await db.query('update users set email_proven_at = coalesce(email_proven_at, now()) where id = $1', [user])
    await db.query(
      'insert into memberships (user_id, tenant_id, member_id) values ($1, $2, $3) on conflict do nothing',
      [user, invitation.tenantId, invitation.memberId],
    )
    await db.query(
      'update members set user_id = $3, name = coalesce($4, name), version = version + 1 where tenant_id = $1 and id = $2',
      [invitation.tenantId, invitation.memberId, user, proven ? null : (name ?? null)],
    )
    await db.query(
      'update invitations set accepted_at = now() where tenant_id = $1 and member_id = $2 and accepted_at is null',
      [invitation.tenantId, invitation.memberId],
    )
    return user
  })
  forgetActors()
  return signInWithProof(userId, client, (membership) => membership.tenantId === found.tenantId)
}

/** The account keeps its company and its open sessions, and loses the address that was never shown to be its own. */
async function setAside(db: pg.PoolClient, email: string): Promise<void> {
  await db.query(`update users set email_key = 'set aside ' || id where email_key = $1 and email_proven_at is null`, [
    email,
  ])
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

type Found = { invitation: Invitation; mailed: boolean }

async function find(db: pg.PoolClient, token: string, lock: '' | 'for update of i'): Promise<Found | undefined> {
  const { rows } = await db.query<{
    tenant_id: string
    member_id: string
    email: string
    mailed: boolean
    has_password: boolean
    unproven: boolean
  }>(
    `select i.tenant_id, i.member_id, i.email, i.mailed,
            exists (select 1 from users u where u.email_key = i.email and u.password_hash is not null) as has_password,
            exists (select 1 from users u where u.email_key = i.email and u.email_proven_at is null) as unproven
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
  if (!member) return undefined
  const hasPassword = row.has_password
  const mayStartAnew = hasPassword && row.unproven && row.mailed
  const needsMail = hasPassword && row.unproven && !row.mailed
  const { tenant_id: tenantId, member_id: memberId, email, mailed } = row
  return { invitation: { tenantId, memberId, email, hasPassword, mayStartAnew, needsMail, ...member }, mailed }
}
