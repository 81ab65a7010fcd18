import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { inAuth } from '@/lib/platform/db/transaction'
import { env } from '@/lib/platform/env'

export const demoSlug = 'demo'

/** Set by the launcher once the demo company is whole; where it is missing, the launcher makes the company anew. */
export const demoMark = 'demo-seeded'

/** Is this the demo company, and of an instance whose launcher can make another? */
export async function mayResetDemo(tenantId: string): Promise<boolean> {
  if (!existsSync(path.join(env().CARAVAN_DATA, demoMark))) return false
  const { rowCount } = await inAuth((db) =>
    db.query(`select 1 from tenants where id = $1 and slug = $2 and status = 'active'`, [tenantId, demoSlug]),
  )
  return rowCount === 1
}

/**
 * Puts the demo company away for good: closed under another name, its people without a way in, their addresses free for
 * those who come after them. What was booked there stays as it is, as in any company; nobody sees it again.
 */
export async function retireDemo(tenantId: string): Promise<void> {
  await inAuth(async (db) => {
    const { rowCount } = await db.query(
      `update tenants set status = 'closed', slug = $3 where id = $1 and slug = $2 and status = 'active'`,
      [tenantId, demoSlug, `demo-${tenantId.slice(-12)}`],
    )
    if (rowCount !== 1) return
    await db.query(
      `update users u set email_key = 'retired ' || u.id, password_hash = null
         from memberships m where m.user_id = u.id and m.tenant_id = $1
          and not exists (select 1 from memberships o where o.user_id = u.id and o.tenant_id <> $1)`,
      [tenantId],
    )
    await db.query('update sessions set revoked_at = now() where tenant_id = $1 and revoked_at is null', [tenantId])
    await db.query('delete from api_key_routes where tenant_id = $1', [tenantId])
    await db.query('delete from invitations where tenant_id = $1', [tenantId])
  })
  rmSync(path.join(env().CARAVAN_DATA, demoMark), { force: true })
}
