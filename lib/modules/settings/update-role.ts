import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { mustBeGrantable, setPermissions } from '@/lib/modules/settings/internal/role-grants'
import { mustNotBeOwner, readRole, roleToChange, roleView as view } from '@/lib/modules/settings/internal/role-rows'
import { roleFields, roleView } from '@/lib/modules/settings/schema'
import { forgetActors } from '@/lib/platform/auth/actors'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

export const updateRole = command({
  name: 'role.update',
  summary: 'Change what a role is called, what it may do, and whether it demands a second factor',
  http: { method: 'PATCH', path: '/roles/{roleId}' },
  input: z.strictObject({
    roleId: id('role'),
    version: versionField,
    name: roleFields.name.optional(),
    permissions: roleFields.permissions.optional(),
    secondFactor: roleFields.secondFactor.optional(),
  }),
  example: { permissions: ['order.list', 'order.get', 'order.review'], version: 1 },
  output: roleView,
  async run(ctx, { roleId, version, name, permissions, secondFactor }) {
    const row = await roleToChange(ctx, roleId)
    expectVersion(row, version)
    if (permissions) mustNotBeOwner(row, 'permissions')
    const wanted = permissions && mustBeGrantable(ctx, permissions)
    await ctx.db
      .updateTable('roles')
      .set({
        version: row.version + 1,
        ...(name !== undefined && { name }),
        ...(secondFactor !== undefined && { second_factor: secondFactor }),
      })
      .where('id', '=', roleId)
      .execute()
    const changed = wanted && (await setPermissions(ctx, roleId, wanted))
    ctx.touch('role', roleId)
    ctx.tell({
      role: row.code,
      ...changed,
      ...(secondFactor !== undefined && secondFactor !== row.second_factor && { secondFactor }),
    })
    forgetActors()
    return view(await readRole(ctx, roleId))
  },
})
