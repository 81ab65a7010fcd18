import { sessionHours } from '@/lib/platform/auth/cookie-names'
import { inAuth, inTenant } from '@/lib/platform/db/transaction'

/**
 * What the sessions stand for now, all of a process in one statement: tenant, member and the role looked through. A session that has
 * ended is missing. It is not used by this: an open page must not keep a session alive that nobody works in.
 */
export async function standingSessions(sids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await inAuth((client) =>
    client.query<{ id: string; mark: string }>(
      `select s.id, concat_ws(' ', s.tenant_id, s.member_id, s.view_role_id) as mark
         from sessions s join tenants t on t.id = s.tenant_id and t.status = 'active'
        where s.id = any($1::uuid[]) and s.revoked_at is null and not s.pending and s.expires_at > now()
          and s.last_seen_at > now() - make_interval(hours => $2)`,
      [sids, sessionHours.idle],
    ),
  )
  return new Map(rows.map(({ id, mark }) => [id, mark]))
}

/** A fingerprint of the rights and scope of members of one tenant; who is disabled is missing. */
export async function standingMembers(tenantId: string, memberIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await inTenant(tenantId, 'read', (client) =>
    client.query<{ id: string; mark: string }>(
      `select m.id, md5(concat_ws('|', m.role_id, (select r.second_factor from roles r where r.tenant_id = $1 and r.id = m.role_id), m.shop_ids::text, m.warehouse_ids::text, coalesce(m.shop_ids::text, 'all'),
                coalesce(m.warehouse_ids::text, 'all'),
                (select string_agg(p.permission, ',' order by p.permission) from role_permissions p
                  where p.tenant_id = $1 and p.role_id = m.role_id))) as mark
         from members m where m.tenant_id = $1 and m.id = any($2::uuid[]) and m.disabled_at is null`,
      [tenantId, memberIds],
    ),
  )
  return new Map(rows.map(({ id, mark }) => [id, mark]))
}
