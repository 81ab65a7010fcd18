import { invalid, refuse } from '@/lib/kernel/refusal'
import { mustCoverRole, mustCoverScope } from '@/lib/modules/settings/internal/grant'
import type { MemberView } from '@/lib/modules/settings/schema'
import type { Context } from '@/lib/platform/door/context'

export function members(ctx: Context) {
  return ctx.db
    .selectFrom('members as m')
    .innerJoin('roles as r', 'r.id', 'm.role_id')
    .selectAll('m')
    .select(['r.code as role', 'r.name as role_name'])
}

type MemberRow = Awaited<ReturnType<typeof readMember>>

export async function readMember(ctx: Context, memberId: string) {
  return (await members(ctx).where('m.id', '=', memberId).executeTakeFirst()) ?? refuse('not_found')
}

/** The member, locked for a change, when the actor may rule over it: neither its role nor its scope is wider than one's own. */
export async function memberToChange(ctx: Context, memberId: string) {
  const locked = await ctx.db
    .selectFrom('members')
    .select('id')
    .where('id', '=', memberId)
    .forUpdate()
    .executeTakeFirst()
  if (!locked) refuse('not_found')
  const row = await readMember(ctx, memberId)
  await mustCoverRole(ctx, row.role_id)
  await mustCoverScope(ctx, { shopIds: row.shop_ids, warehouseIds: row.warehouse_ids })
  return row
}

/** A company must keep somebody who may do everything and who really has a password to come in with. */
export async function mustKeepOwner(ctx: Context, row: MemberRow, path: string): Promise<void> {
  if (row.role !== 'owner' || row.disabled_at) return
  // Locked in one order, so that two owners who disable each other at the same moment cannot both succeed.
  const owners = await ctx.db
    .selectFrom('members as m')
    .innerJoin('roles as r', 'r.id', 'm.role_id')
    .select(['m.id', 'm.user_id'])
    .where('r.code', '=', 'owner')
    .where('m.disabled_at', 'is', null)
    .orderBy('m.id')
    .forUpdate('m')
    .execute()
  if (!owners.some((owner) => owner.id !== row.id && owner.user_id !== null)) invalid([{ path, code: 'last_owner' }])
}

export function memberView(row: MemberRow): MemberView {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    roleName: row.role_name,
    shopIds: row.shop_ids,
    warehouseIds: row.warehouse_ids,
    state: row.disabled_at ? 'disabled' : row.user_id ? 'active' : 'invited',
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    version: row.version,
  }
}
