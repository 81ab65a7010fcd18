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
