import { expect, it } from 'vitest'
import { listRoles } from '@/lib/modules/settings/list-roles'
import { updateRole } from '@/lib/modules/settings/update-role'
import { builtInRoles } from '@/lib/platform/auth/built-in-roles'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { createTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

it('a company of before the finance review had its own right gets it, unless it has edited the role', async () => {
  const [plain, edited] = await Promise.all([createTenant(), createTenant()])
  const roleOf = async ({ owner }: typeof plain, code = 'finance') => {
    const role = (await run(listRoles, owner, {})).items.find((one) => one.code === code)
    if (!role) throw new Error('no such role')
    return role
  }
  const { id, version } = await roleOf(edited)
  await run(updateRole, edited.owner, { roleId: id, version, permissions: ['order.list', 'order.get'] })
  for (const { tenantId } of [plain, edited])
    await inTenant(tenantId, 'write', async (client) => {
      await client.query(
        `delete from role_permissions where tenant_id = $1 and permission = 'finance-review.release'`,
        [tenantId],
      )
      await client.query(
        `insert into role_permissions (tenant_id, role_id, permission)
         select $1, id, 'order.release-hold' from roles where tenant_id = $1 and code = 'finance' and version = 1`,
        [tenantId],
      )
    })
  // A right that goes by another name today.
  await inTenant(edited.tenantId, 'write', (client) =>
    client.query(`insert into role_permissions (tenant_id, role_id, permission) values ($1, $2, 'order.view-counts')`, [
      edited.tenantId,
      id,
    ]),
  )
  for (const { tenantId } of [plain, edited]) await drainAll(tenantId, { sweep: true })
  const today = builtInRoles.find(({ code }) => code === 'finance')?.permissions ?? []
  expect(today).toContain('finance-review.release')
  expect([...(await roleOf(plain)).permissions].sort()).toEqual([...new Set(today)].sort())
  expect([...(await roleOf(edited)).permissions].sort()).toEqual(['order.get', 'order.list', 'view.counts'])
  // Nothing to do is nothing done: the version that says whether a role was edited stays.
  expect((await roleOf(plain)).version).toBe(1)
})
