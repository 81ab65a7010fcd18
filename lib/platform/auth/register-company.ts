import { createHash, randomBytes } from 'node:crypto'
import { newId } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { normaliseEmail } from '@/lib/kernel/text'
import { builtInRoles } from '@/lib/platform/auth/built-in-roles'
import { boundTo } from '@/lib/platform/db/bound'
import { constraintOf, sqlState } from '@/lib/platform/db/errors'
import { inAuth } from '@/lib/platform/db/transaction'
import { firstTenantKey } from '@/lib/platform/tenant-crypt'

export type NewCompany = {
  slug: string
  name: string
  currency: string
  timeZone: string
  owner: {
    email: string
    name: string /** Argon2id; absent: the owner sets a password by the invitation. */
    passwordHash?: string
    /** Somebody who runs this house vouches for the address. */
    emailProven?: boolean
  }
}

export type Registered = {
  tenantId: string
  memberId: string
  userId: string | null /** Clear token, told once; only its hash is kept. */
  invitation: string | null
}

const invitationDays = 7

/**
 * A company, its data key, its eight roles and its owner, all or nothing. With a password hash the owner is a user at
 * once; a user that exists already gets the new company beside the others, by invitation, never by somebody else's form.
 */
export async function registerCompany(company: NewCompany): Promise<Registered> {
  try {
    return await inAuth(async (client) => {
      const db = boundTo(client, undefined)
      const tenantId = newId()
      const memberId = newId()
      await db.insertInto('tenants').values({ id: tenantId, slug: company.slug }).execute()
      await client.query('select app_set_tenant($1)', [tenantId])
      const { name, currency, timeZone } = company
      await db.insertInto('companies').values({ name, currency, time_zone: timeZone }).execute()
      await db.insertInto('tenant_keys').values(firstTenantKey(tenantId)).execute()
      const roles = builtInRoles.map((role) => ({ ...role, id: newId() }))
      await db
        .insertInto('roles')
        .values(roles.map(({ id, code, name }) => ({ id, code, name, built_in: true })))
        .execute()
      const permissions = roles.flatMap((r) =>
        [...new Set(r.permissions)].map((permission) => ({ role_id: r.id, permission })),
      )
      await db.insertInto('role_permissions').values(permissions).execute()
      const email = normaliseEmail(company.owner.email)
      const userId = company.owner.passwordHash ? newId() : null
      const owner = roles.find((r) => r.code === 'owner')
      await db
        .insertInto('members')
        .values({ id: memberId, user_id: userId, name: company.owner.name, email, role_id: owner?.id ?? '' })
        .execute()
      if (userId) {
        const user = {
          id: userId,
          email,
          email_key: email,
          name: company.owner.name,
          password_hash: company.owner.passwordHash,
          email_proven_at: company.owner.emailProven ? new Date() : null,
        }
        await db.insertInto('users').values(user).execute()
        await db
          .insertInto('memberships')
          .values({ user_id: userId, tenant_id: tenantId, member_id: memberId })
          .execute()
        return { tenantId, memberId, userId, invitation: null }
      }
      const invitation = randomBytes(32).toString('base64url')
      const expires = new Date(Date.now() + invitationDays * 86_400_000)
      const row = {
        token_hash: tokenHash(invitation),
        tenant_id: tenantId,
        member_id: memberId,
        email,
        expires_at: expires,
      }
      await db.insertInto('invitations').values(row).execute()
      return { tenantId, memberId, userId, invitation }
    })
  } catch (e) {
    if (sqlState(e) === '23505') {
      invalid([{ path: constraintOf(e) === 'users_email_key_uq' ? 'email' : 'slug', code: 'taken' }])
    }
    throw e
  }
}

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
