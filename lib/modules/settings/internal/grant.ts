import { invalid, refuse } from '@/lib/kernel/refusal'
import type { Actor, Scope } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'

/** Does the actor hold all that this entry of a role would give? A wildcard is covered by an equal or wider one alone. */
export function covers(actor: Actor, permission: string): boolean {
  const { permissions } = actor
  return permissions.has('*') || permissions.has(permission) || permissions.has(`${permission.split('.')[0]}.*`)
}

/** The role of a code, when it gives nothing the actor lacks: nobody promotes himself or others above himself. */
export async function grantableRole(ctx: Context, code: string): Promise<string> {
  const role = await ctx.db.selectFrom('roles').select('id').where('code', '=', code).executeTakeFirst()
  if (!role) return invalid([{ path: 'role', code: 'unknown' }])
  await mustCoverRole(ctx, role.id)
  return role.id
}

/** Refuses when the role gives something the actor lacks: also who is above oneself must not be changed. */
export async function mustCoverRole(ctx: Context, roleId: string): Promise<void> {
  const held = await ctx.db.selectFrom('role_permissions').select('permission').where('role_id', '=', roleId).execute()
  const lacking = held.map((row) => row.permission).find((permission) => !covers(ctx.actor, permission))
  if (lacking !== undefined) refuse('forbidden', { permission: lacking })
}

/** Shops and warehouses that exist and that the actor may see; "no limit" is given only by who has none. */
export async function mustCoverScope(ctx: Context, scope: Partial<Scope>): Promise<void> {
  const own = ctx.actor.scope
  const shops = await outside(scope.shopIds, own.shopIds, (ids) =>
    ctx.db.selectFrom('shops').select('id').where('id', 'in', ids).execute(),
  )
  const warehouses = await outside(scope.warehouseIds, own.warehouseIds, (ids) =>
    ctx.db.selectFrom('warehouses').select('id').where('id', 'in', ids).execute(),
  )
  const errors = [
    ...(shops ? [{ path: 'shopIds', code: shops }] : []),
    ...(warehouses ? [{ path: 'warehouseIds', code: warehouses }] : []),
  ]
  if (errors.length > 0) invalid(errors)
}

async function outside(
  given: readonly string[] | null | undefined,
  own: readonly string[] | null,
  find: (ids: string[]) => Promise<{ id: string }[]>,
): Promise<string | undefined> {
  if (given === undefined) return undefined
  if (given === null) return own === null ? undefined : 'out_of_scope'
  const ids = [...new Set(given)]
  // A shop outside one's own scope does not exist for one.
  if (own !== null && ids.some((id) => !own.includes(id))) return 'unknown'
  if (ids.length === 0) return undefined
  return (await find(ids)).length === ids.length ? undefined : 'unknown'
}
