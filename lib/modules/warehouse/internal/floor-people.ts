import { createHash } from 'node:crypto'
import { refuse } from '@/lib/kernel/refusal'
import type { FloorPersonView } from '@/lib/modules/warehouse/schema'
import type { Context } from '@/lib/platform/door/context'

/** A badge is scanned, so it cannot be guessed: its hash needs no salt, and is found by equality. */
export const badgeHash = (tenantId: string, badge: string): Buffer =>
  createHash('sha256').update(`badge ${tenantId} ${badge.trim().toUpperCase()}`).digest()

/** Conditions follow after `m.tenant_id = $1`. Hashes never leave here. */
export const selectPeople = `select m.id as "memberId", m.name, p.staff_no as "staffNo", p.pin_hash is not null as "hasPin",
    p.badge_hash is not null as "hasBadge", coalesce(p.version, 0) as version
  from members m left join floor_people p on p.tenant_id = $1 and p.member_id = m.id
 where m.tenant_id = $1`

export async function floorPerson(ctx: Context, memberId: string): Promise<FloorPersonView> {
  const [row] = await ctx.sql<FloorPersonView>(`${selectPeople} and m.id = $2`, [memberId])
  return row ?? refuse('not_found')
}
