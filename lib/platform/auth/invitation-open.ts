import { inAuth } from '@/lib/platform/db/transaction'

/** Does the link of this hash still let somebody in? Its member must exist: a command that was rolled back left none. */
export async function invitationOpen(tokenHash: Buffer): Promise<boolean> {
  return inAuth(async (db) => {
    const { rows } = await db.query<{ tenant_id: string; member_id: string }>(
      `select i.tenant_id, i.member_id from invitations i join tenants t on t.id = i.tenant_id and t.status = 'active'
        where i.token_hash = $1 and i.accepted_at is null and i.expires_at > now()`,
      [tokenHash],
    )
    const [row] = rows
    if (!row) return false
    await db.query('select app_set_tenant($1)', [row.tenant_id])
    const members = await db.query(
      'select 1 from members where tenant_id = $1 and id = $2 and disabled_at is null and user_id is null',
      [row.tenant_id, row.member_id],
    )
    return members.rowCount === 1
  })
}

/** Why a link lets nobody in any more: a newer one was given out, it was used, it is too old, or its member was disabled. */
export type Closed = 'withdrawn' | 'accepted' | 'expired' | 'disabled'

/** Of these links of one company (hashes, base64url) those that let nobody in, and why. */
export async function closedInvitations(tenantId: string, hashes: readonly string[]): Promise<Map<string, Closed>> {
  if (hashes.length === 0) return new Map()
  return inAuth(async (db) => {
    const { rows: links } = await db.query<{ hash: string; member_id: string; used: boolean; late: boolean }>(
      `select h.hash, i.member_id, i.accepted_at is not null as used, i.expires_at <= now() as late
         from unnest($2::text[], $3::bytea[]) as h(hash, token_hash)
         join invitations i on i.token_hash = h.token_hash and i.tenant_id = $1`,
      [tenantId, hashes, hashes.map((hash) => Buffer.from(hash, 'base64url'))],
    )
    await db.query('select app_set_tenant($1)', [tenantId])
    const { rows: members } = await db.query<{ id: string; joined: boolean; disabled: boolean }>(
      `select id, user_id is not null as joined, disabled_at is not null as disabled from members where tenant_id = $1 and id = any($2::uuid[])`,
      [tenantId, links.map((link) => link.member_id)],
    )
    const found = hashes.map((hash): readonly [string, Closed | null] => {
      const link = links.find((one) => one.hash === hash)
      if (!link) return [hash, 'withdrawn']
      const member = members.find(({ id }) => id === link.member_id)
      if (link.used || member?.joined) return [hash, 'accepted']
      if (!member || member.disabled) return [hash, 'disabled']
      return [hash, link.late ? 'expired' : null]
    })
    return new Map(found.flatMap(([hash, closed]) => (closed ? [[hash, closed] as const] : [])))
  })
}
