import { z } from 'zod'
import { id, newId } from '@/lib/kernel/ids'
import { living, mustBeGrantable, setPermissions } from '@/lib/modules/settings/internal/role-grants'
import { readRole, roleView as view } from '@/lib/modules/settings/internal/role-rows'
import { roleFields, roleView } from '@/lib/modules/settings/schema'
import { orTaken } from '@/lib/platform/db/taken'
import { command } from '@/lib/platform/door/use-case'

export const createRole = command({
  name: 'role.create',
  summary: 'Make a role of the company’s own, from nothing or as a copy of another',
  http: { method: 'POST', path: '/roles', status: 201 },
  input: z.strictObject({
    name: roleFields.name,
    /** What programs call it; made up when left out. */
    code: roleFields.code.optional(),
    copyOf: id('role').optional(),
    /** Left out: what the copied role holds, or nothing. */
    permissions: roleFields.permissions.optional(),
    secondFactor: roleFields.secondFactor.optional(),
  }),
  example: { name: '夜班客服', permissions: ['order.list', 'order.get'] },
  output: roleView,
  async run(ctx, { name, code, copyOf, permissions, secondFactor }) {
    const source = copyOf && (await readRole(ctx, copyOf))
    const wanted = mustBeGrantable(ctx, permissions ?? (source ? living(source.permissions) : []))
    const roleId = newId()
    await orTaken({ roles_code_uq: 'code' }, () =>
      ctx.db
        .insertInto('roles')
        .values({
          id: roleId,
          code: code ?? `role-${roleId.slice(-8)}`,
          name,
          second_factor: secondFactor ?? (source ? source.second_factor : false),
        })
        .execute(),
    )
    await setPermissions(ctx, roleId, wanted)
    ctx.touch('role', roleId)
    ctx.tell({ name, ...(source && { copyOf: source.code }), permissions: wanted })
    return view(await readRole(ctx, roleId))
  },
})
