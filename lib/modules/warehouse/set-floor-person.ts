import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { badgeHash, floorPerson } from '@/lib/modules/warehouse/internal/floor-people'
import { floorPersonView, pinField, staffNoField } from '@/lib/modules/warehouse/schema'
import { hashPassword } from '@/lib/platform/auth/password'
import { orTaken } from '@/lib/platform/db/taken'
import { command } from '@/lib/platform/door/use-case'

/** Signs that a keyboard wedge sends alike in every layout, and nobody confuses when they are read aloud. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** By what a member signs in at stations: a staff number with a PIN, or a badge whose code is told once, to be printed. */
export const setFloorPerson = command({
  name: 'floor-person.set',
  summary: 'Set the staff number, PIN or badge of a member; a new badge is told once',
  http: { method: 'PUT', path: '/floor-people/{memberId}' },
  input: z.strictObject({
    memberId: id('member'),
    staffNo: staffNoField,
    /** Absent: as it is. */
    pin: pinField.nullable().optional(),
    /** true: a new badge, and the old one ends; false: none. */
    badge: z.boolean().optional(),
    version: z.int().min(0).optional(),
  }),
  example: { staffNo: '1007', pin: '4826' },
  output: floorPersonView.extend({ badge: z.string().nullable() }),
  remembered: false,
  async run(ctx, { memberId, staffNo, pin, badge, version }) {
    const before = await floorPerson(ctx, memberId)
    if (version !== undefined && version !== before.version) refuse('version_conflict', { version: before.version })
    const code = badge ? newBadge() : null
    await orTaken({ floor_people_staff_no_uq: 'staffNo' }, async () =>
      ctx.sql(
        `insert into floor_people as p (tenant_id, member_id, staff_no, pin_hash, badge_hash, updated_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (tenant_id, member_id) do update
           set staff_no = excluded.staff_no, pin_hash = case when $7 then excluded.pin_hash else p.pin_hash end,
               badge_hash = case when $8 then excluded.badge_hash else p.badge_hash end, updated_at = excluded.updated_at, version = p.version + 1`,
        [
          ...[
            memberId,
            staffNo,
            pin ? await hashPassword(pin) : null,
            code ? badgeHash(ctx.tenantId, code) : null,
            ctx.now,
          ],
          ...[pin !== undefined, badge !== undefined],
        ],
      ),
    )
    ctx.touch('member', memberId)
    ctx.tell({ pin: pin === undefined ? 'kept' : pin === null ? 'none' : 'new', badge: badge ?? 'kept' })
    return { ...(await floorPerson(ctx, memberId)), badge: code }
  },
})

function newBadge(): string {
  return `CB${[...randomBytes(14)].map((byte) => letters[byte % letters.length]).join('')}`
}
