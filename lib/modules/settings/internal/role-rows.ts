import type { RoleView } from '@/lib/modules/settings/schema'
import type { Context } from '@/lib/platform/door/context'

type RoleRow = {
  id: string
  code: string
  name: string
  built_in: boolean
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
    `select r.id, r.code, r.name, r.built_in, r.version,
            array(select p.permission from role_permissions p where p.tenant_id = $1 and p.role_id = r.id order by p.permission) as permissions,
            (select count(*)::int from members m where m.tenant_id = $1 and m.role_id = r.id and m.disabled_at is null) as members
       from roles r
      where r.tenant_id = $1 and ($2::uuid is null or r.id = $2) and ($3::uuid is null or r.id < $3)
      order by r.id desc limit $4`,
    [id ?? null, before ?? null, limit],
  )
}

export function roleView({ built_in: builtIn, ...row }: RoleRow): RoleView {
  return { ...row, builtIn }
}
