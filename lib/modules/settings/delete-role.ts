import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { roleToChange, roleView as view } from '@/lib/modules/settings/internal/role-rows'
import { roleView } from '@/lib/modules/settings/schema'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

export const deleteRole = command({
  name: 'role.delete',
  summary: 'Remove a role of the company’s own that nobody holds',
  http: { method: 'DELETE', path: '/roles/{roleId}' },
  input: z.strictObject({ roleId: id('role'), version: versionField.optional() }),
  output: roleView,
  async run(ctx, { roleId, version }) {
    const row = await roleToChange(ctx, roleId)
    expectVersion(row, version)
    if (row.built_in) invalid([{ path: 'roleId', code: 'built_in' }])
    // Disabled members and keys name it, too: what they did must stay explainable.
    const [held] = await ctx.sql(
      `select 1 from members where tenant_id = $1 and role_id = $2
        union all select 1 from api_keys where tenant_id = $1 and role_id = $2 limit 1`,
      [roleId],
    )
    if (held) invalid([{ path: 'roleId', code: 'role_in_use' }])
    await ctx.db.deleteFrom('role_permissions').where('role_id', '=', roleId).execute()
    await ctx.db.deleteFrom('roles').where('id', '=', roleId).execute()
    ctx.touch('role', roleId)
    ctx.tell({ role: row.code, name: row.name })
    return view(row)
  },
})
