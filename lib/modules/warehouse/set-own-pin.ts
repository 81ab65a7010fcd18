import { z } from 'zod'
import { refuse } from '@/lib/kernel/refusal'
import { floorPerson } from '@/lib/modules/warehouse/internal/floor-people'
import { floorPersonView, pinField } from '@/lib/modules/warehouse/schema'
import { hashPassword } from '@/lib/platform/auth/password'
import { command } from '@/lib/platform/door/use-case'

/** One's own PIN, for whoever has a staff number already. */
export const setOwnPin = command({
  name: 'floor-person.set-own-pin',
  summary: 'Set one’s own PIN for stations',
  http: { method: 'POST', path: '/floor-people/me/pin' },
  input: z.strictObject({ pin: pinField }),
  example: { pin: '4826' },
  output: floorPersonView,
  remembered: false,
  async run(ctx, { pin }) {
    const { kind, id: memberId } = ctx.actor
    if (kind !== 'member' || memberId === null) return refuse('not_found')
    const set = await ctx.sql(
      `update floor_people set pin_hash = $3, updated_at = $4, version = version + 1 where tenant_id = $1 and member_id = $2 returning member_id`,
      [memberId, await hashPassword(pin), ctx.now],
    )
    if (set.length === 0) refuse('not_found')
    ctx.touch('member', memberId)
    return floorPerson(ctx, memberId)
  },
})
