import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { readMember, memberView as view } from '@/lib/modules/settings/internal/member-rows'
import { readRole } from '@/lib/modules/settings/internal/role-rows'
import { memberView } from '@/lib/modules/settings/schema'
import { permissionNames } from '@/lib/platform/auth/permission-names'
import { may } from '@/lib/platform/door/actor'
import { query } from '@/lib/platform/door/use-case'

const placeView = z.array(z.object({ id: z.string(), code: z.string(), name: z.string() })).nullable()

export const memberAccess = query({
  name: 'member.access',
  summary: 'What one member can see and do: every right, every shop and warehouse by name',
  http: { method: 'GET', path: '/members/{memberId}/access' },
  input: z.strictObject({ memberId: id('member') }),
  output: z.object({
    member: memberView,
    /** The role asks for a second factor. */
    secondFactor: z.boolean(),
    permissions: z.array(z.string()),
    shops: placeView,
    warehouses: placeView,
  }),
  async run(ctx, { memberId }) {
    const row = await readMember(ctx, memberId)
    const role = await readRole(ctx, row.role_id)
    const held = new Set(role.permissions)
    const places = (table: 'shops' | 'warehouses', ids: string[] | null) =>
      ids &&
      ctx.sql<{ id: string; code: string; name: string }>(
        `select id, code, name from ${table} where tenant_id = $1 and id = any($2) order by code`,
        [ids],
      )
    return {
      member: view(row),
      secondFactor: role.second_factor,
      // Nobody who is disabled can do anything, whatever the role says.
      permissions: row.disabled_at
        ? []
        : permissionNames.filter((name) => may({ kind: 'member', permissions: held, tenant: ctx.tenant }, name)),
      shops: await places('shops', row.shop_ids),
      warehouses: await places('warehouses', row.warehouse_ids),
    }
  },
})
