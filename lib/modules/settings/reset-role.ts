import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { covers } from '@/lib/modules/settings/internal/grant'
import { setPermissions } from '@/lib/modules/settings/internal/role-grants'
import { readRole, roleToChange, roleView as view } from '@/lib/modules/settings/internal/role-rows'
import { roleView } from '@/lib/modules/settings/schema'
import { forgetActors } from '@/lib/platform/auth/actors'
import { builtInRoles } from '@/lib/platform/auth/built-in-roles'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

export const resetRole = command({
  name: 'role.reset',
  summary: 'Give a built-in role back what it held at first',
  http: { method: 'POST', path: '/roles/{roleId}/reset' },
  input: z.strictObject({ roleId: id('role'), version: versionField.optional() }),
  output: roleView,
  async run(ctx, { roleId, version }) {
    const row = await roleToChange(ctx, roleId)
    expectVersion(row, version)
    const first = builtInRoles.find(({ code }) => code === row.code)
    if (!row.built_in || !first) return invalid([{ path: 'roleId', code: 'not_built_in' }])
    const wanted = [...new Set(first.permissions)]
    // Also the first state is given by somebody, who must have it.
    if (wanted.some((permission) => !covers(ctx.actor, permission))) {
      invalid([{ path: 'roleId', code: 'not_yours' }])
    }
    await ctx.db
      .updateTable('roles')
      .set({ version: row.version + 1 })
      .where('id', '=', roleId)
      .execute()
    ctx.touch('role', roleId)
    ctx.tell({ role: row.code, ...(await setPermissions(ctx, roleId, wanted)) })
    forgetActors()
    return view(await readRole(ctx, roleId))
  },
})
