import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { badgeHash } from '@/lib/modules/warehouse/internal/floor-people'
import { stationAtWork, stationRow, stationView as view } from '@/lib/modules/warehouse/internal/stations'
import { pinField, staffNoField, stationView } from '@/lib/modules/warehouse/schema'
import { memberActor } from '@/lib/platform/auth/actors'
import { passwordFits } from '@/lib/platform/auth/password'
import { seesWarehouse } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

export const stationCredentials = z.union([
  z.strictObject({ staffNo: staffNoField, pin: pinField }),
  z.strictObject({ badge: z.string().trim().min(8).max(60) }),
])
export type StationCredentials = z.output<typeof stationCredentials>

/**
 * Somebody steps up to a station; whoever stood there is signed out by it. The house itself does this, for the device that is bound to the
 * station: trying out PINs is held back at the entrance. Wrong number, wrong PIN, disabled, or no right in this warehouse: all alike.
 */
export const enterStation = command({
  name: 'station.enter',
  summary: 'Sign a person in at a station by PIN or badge',
  input: z.strictObject({ stationId: id('station'), credentials: stationCredentials }),
  output: stationView,
  audited: false,
  remembered: false,
  async run(ctx, { stationId, credentials }) {
    const station = await stationAtWork(ctx, stationId)
    const memberId = await memberBy(ctx, credentials)
    const actor = memberId && (await memberActor(ctx.tenantId, memberId))
    if (!actor || !seesWarehouse(actor, station.warehouseId)) return refuse('unauthenticated')
    await ctx.sql(
      'update stations set member_id = $3, signed_in_at = $4, seen_at = $4, version = version + 1 where tenant_id = $1 and id = $2',
      [stationId, memberId, ctx.now],
    )
    return view(await stationRow(ctx, stationId))
  },
})

async function memberBy(ctx: Context, credentials: StationCredentials): Promise<string | undefined> {
  if ('badge' in credentials) {
    const [row] = await ctx.sql<{ member_id: string }>(
      'select member_id from floor_people where tenant_id = $1 and badge_hash = $2',
      [badgeHash(ctx.tenantId, credentials.badge)],
    )
    return row?.member_id
  }
  const [row] = await ctx.sql<{ member_id: string; pin_hash: string | null }>(
    'select member_id, pin_hash from floor_people where tenant_id = $1 and staff_no = $2',
    [credentials.staffNo],
  )
  // Asked also where there is nobody: how long it takes tells nothing.
  const fits = await passwordFits(row?.pin_hash, credentials.pin)
  return fits ? row?.member_id : undefined
}
