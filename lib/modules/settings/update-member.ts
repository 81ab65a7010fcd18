import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { grantableRole, mustCoverScope } from '@/lib/modules/settings/internal/grant'
import {
  memberToChange,
  mustKeepOwner,
  readMember,
  memberView as view,
} from '@/lib/modules/settings/internal/member-rows'
import { memberFields, memberView } from '@/lib/modules/settings/schema'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

export const updateMember = command({
  name: 'member.update',
  summary: "Change a member's name, role or scope",
  http: { method: 'PATCH', path: '/members/{memberId}' },
  input: z
    .object(memberFields)
    .partial()
    .extend({ memberId: id('member'), version: versionField })
    .strict(),
  example: { role: 'warehouse', version: 1 },
  output: memberView,
  async run(ctx, { memberId, version, name, role, shopIds, warehouseIds }) {
    const row = await memberToChange(ctx, memberId)
    expectVersion(row, version)
    const roleId = role === undefined ? row.role_id : await grantableRole(ctx, role)
    await mustCoverScope(ctx, { shopIds, warehouseIds })
    if (roleId !== row.role_id) await mustKeepOwner(ctx, row, 'role')
    await ctx.db
      .updateTable('members')
      .set({
        role_id: roleId,
        version: row.version + 1,
        ...(name !== undefined && { name }),
        ...(shopIds !== undefined && { shop_ids: shopIds }),
        ...(warehouseIds !== undefined && { warehouse_ids: warehouseIds }),
      })
      .where('id', '=', memberId)
      .execute()
    ctx.touch('member', memberId)
    if (roleId !== row.role_id) ctx.tell({ from: row.role, to: role })
    return view(await readMember(ctx, memberId))
  },
})
