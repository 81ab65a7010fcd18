import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { badgeHash } from '@/lib/modules/warehouse/internal/floor-people'
import { stationAtWork, stationRow, stationView as view } from '@/lib/modules/warehouse/internal/stations'
import { pinField, staffNoField, stationView } from '@/lib/modules/warehouse/schema'
import { memberActor } from '@/lib/platform/auth/actors'
import { passwordFits } from '@/lib/platform/auth/password'
import { inTenant } from '@/lib/platform/db/transaction'
import { type Actor, seesWarehouse } from '@/lib/platform/door/actor'
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
  // Trying a PIN takes a while, on purpose: no transaction is open meanwhile, and none asks for a second connection.
  async outside(actor, { credentials }): Promise<Proven | undefined> {
    const found = await personBy(actor.tenantId, credentials)
    // Asked also where there is nobody: how long it takes tells nothing.
    const fits = 'badge' in credentials || (await passwordFits(found?.pinHash, credentials.pin))
    const person = found && fits ? await memberActor(actor.tenantId, found.memberId) : undefined
    return found && person && { ...found, person }
  },
  async run(ctx, { stationId }, proven) {
    const station = await stationAtWork(ctx, stationId)
    if (!proven || !seesWarehouse(proven.person, station.warehouseId)) return refuse('unauthenticated')
    const { memberId, pinHash, badgeHash: badge } = proven
    // A PIN or badge that was changed since it was proved proves nothing any more.
    const [same] = await ctx.sql(
      `select 1 from floor_people where tenant_id = $1 and member_id = $2
          and pin_hash is not distinct from $3 and badge_hash is not distinct from $4 for share`,
      [memberId, pinHash, badge],
    )
    if (!same) refuse('unauthenticated')
    await ctx.sql(
      'update stations set member_id = $3, signed_in_at = $4, seen_at = $4, version = version + 1 where tenant_id = $1 and id = $2',
      [stationId, memberId, ctx.now],
    )
    return view(await stationRow(ctx, stationId))
  },
})

type Found = { memberId: string; pinHash: string | null; badgeHash: Buffer | null }
type Proven = Found & { person: Actor }

async function personBy(tenantId: string, credentials: StationCredentials): Promise<Found | undefined> {
  const [column, value] =
    'badge' in credentials ? ['badge_hash', badgeHash(tenantId, credentials.badge)] : ['staff_no', credentials.staffNo]
  const { rows } = await inTenant(tenantId, 'read', (client) =>
    client.query<Found>(
      `select member_id as "memberId", pin_hash as "pinHash", badge_hash as "badgeHash" from floor_people where tenant_id = $1 and ${column} = $2`,
      [tenantId, value],
    ),
  )
  return rows[0]
}
