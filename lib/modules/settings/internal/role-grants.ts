import { invalid } from '@/lib/kernel/refusal'
import { covers } from '@/lib/modules/settings/internal/grant'
import { permissionNames } from '@/lib/platform/auth/permission-names'
import type { Context } from '@/lib/platform/door/context'

const known = new Set([...permissionNames, ...permissionNames.map((name) => `${name.split('.')[0]}.*`), '*'])

/** Rights of a role that (still) open something; a version may have taken some away. */
export function living(permissions: readonly string[]): string[] {
  return permissions.filter((permission) => known.has(permission))
}

/** What a role shall hold: each once, each a right that exists, none that the giver lacks. */
export function mustBeGrantable(ctx: Context, permissions: readonly string[]): string[] {
  const wanted = [...new Set(permissions)].sort()
  const errors = wanted.flatMap((permission) => {
    if (!known.has(permission)) return [{ path: 'permissions', code: 'unknown' }]
    return covers(ctx.actor, permission) ? [] : [{ path: 'permissions', code: 'not_yours' }]
  })
  const [first] = errors
  if (first) invalid([first])
  return wanted
}

/** Replaces what a role holds, and answers what came and went. */
export async function setPermissions(
  ctx: Context,
  roleId: string,
  wanted: readonly string[],
): Promise<{ added: string[]; removed: string[] }> {
  const removed = await ctx.sql<{ permission: string }>(
    `delete from role_permissions where tenant_id = $1 and role_id = $2 and permission <> all ($3) returning permission`,
    [roleId, wanted],
  )
  const added = await ctx.sql<{ permission: string }>(
    `insert into role_permissions (tenant_id, role_id, permission) select $1, $2, unnest($3::text[])
     on conflict do nothing returning permission`,
    [roleId, wanted],
  )
  return { added: added.map((row) => row.permission).sort(), removed: removed.map((row) => row.permission).sort() }
}
