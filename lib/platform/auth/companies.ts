import { membershipsOf } from '@/lib/platform/auth/sessions'
import { inAuth } from '@/lib/platform/db/transaction'

type Company = { id: string; name: string }

/** The companies a user may change over to, by name, with the one they are in. Each name is a row of its own tenant and is read bound to it. */
export async function companiesOf(userId: string): Promise<Company[]> {
  const memberships = await membershipsOf(userId)
  return inAuth(async (client) => {
    const companies: Company[] = []
    for (const { tenantId, memberId } of memberships.slice(0, 50)) {
      await client.query('select app_set_tenant($1)', [tenantId])
      const { rows } = await client.query<{ id: string; name: string }>(
        `select c.tenant_id as id, c.name from companies c join members m on m.tenant_id = c.tenant_id
          where c.tenant_id = $1 and m.tenant_id = $1 and m.id = $2 and m.disabled_at is null`,
        [tenantId, memberId],
      )
      companies.push(...rows)
    }
    return companies.sort((a, b) => a.name.localeCompare(b.name))
  })
}
