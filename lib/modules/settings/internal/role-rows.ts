import { invalid, refuse } from '@/lib/kernel/refusal'
import { mustCoverRole } from '@/lib/modules/settings/internal/grant'
import type { RoleView } from '@/lib/modules/settings/schema'
import type { Context } from '@/lib/platform/door/context'

type RoleRow = {
  id: string
  code: string
  name: string
  built_in: boolean
  second_factor: boolean
  version: number
  permissions: string[]
  members: number
}

/** Newest first, as all lists; the eight built-in ones are made in one breath, the owner first. */
export async function roles(
  ctx: Context,
  { limit, id, before }: { limit: number; id?: string; before?: string },
): Promise<RoleRow[]> {
  return ctx.sql<RoleRow>(
    `select r.id, r.code, r.name, r.built_in, r.second_factor, r.version,
            array(select p.permission from role_permissions p where p.tenant_id = $1 and p.role_id = r.id order by p.permission) as permissions,
            (select count(*)::int from members m where m.tenant_id = $1 and m.role_id = r.id and m.disabled_at is null) as members
       from roles r
      where r.tenant_id = $1 and ($2::uuid is null or r.id = $2) and ($3::uuid is null or r.id < $3)
      order by r.id desc limit $4`,
    [id ?? null, before ?? null, limit],
  )
}

export async function readRole(ctx: Context, roleId: string): Promise<RoleRow> {
  const [row] = await roles(ctx, { limit: 1, id: roleId })
  return row ?? refuse('not_found')
}

/** The role, locked for a change, when it gives nothing the actor lacks: nobody rules over what is above them. */
export async function roleToChange(ctx: Context, roleId: string): Promise<RoleRow> {
  const locked = await ctx.db.selectFrom('roles').select('id').where('id', '=', roleId).forUpdate().executeTakeFirst()
  if (!locked) refuse('not_found')
  await mustCoverRole(ctx, roleId)
  return readRole(ctx, roleId)
}

/** The owner's role may do everything, so that a company can never lock itself out. */
export function mustNotBeOwner(row: RoleRow, path: string): void {
  if (row.code === 'owner') invalid([{ path, code: 'owner_fixed' }])
}

export function roleView({ built_in: builtIn, second_factor: secondFactor, ...row }: RoleRow): RoleView {
  return { ...row, builtIn, secondFactor }
}
