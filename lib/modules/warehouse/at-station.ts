import { isId } from '@/lib/kernel/ids'
import { tokenHash } from '@/lib/modules/warehouse/bind-station'
import { enterStation, stationCredentials } from '@/lib/modules/warehouse/enter-station'
import type { Station } from '@/lib/modules/warehouse/internal/stations'
import { memberActor, systemActor } from '@/lib/platform/auth/actors'
import { admitAccount, admitAddress, forgiveTry } from '@/lib/platform/auth/throttle'
import { inTenant } from '@/lib/platform/db/transaction'
import { type Actor, defaultSettings, seesWarehouse } from '@/lib/platform/door/actor'
import { parse, run } from '@/lib/platform/door/run'

/** Being seen is written down no more often than this. */
const seenSeconds = 30

export type AtStation = {
  readonly tenantId: string
  readonly station: Station
  readonly person: Actor | undefined
  /** Who is silent for so long is signed out. */
  readonly idleMinutes: number
}

type Row = {
  id: string
  name: string
  warehouse_id: string
  warehouse_code: string
  member_id: string | null
  stale: boolean
  idle_minutes: number
}

/** The device's token → its station and who stands there, with their rights of today. Undefined when the device is bound to nothing any more. */
export async function atStation(token: string | undefined): Promise<AtStation | undefined> {
  const [tenantId = '', stationId = '', secret = ''] = token?.split('.') ?? []
  if (!isId(tenantId) || !isId(stationId) || secret === '') return undefined
  const row = await stationOf(tenantId, stationId, secret)
  if (!row) return undefined
  const station = {
    id: row.id,
    name: row.name,
    ...{ warehouseId: row.warehouse_id, warehouseCode: row.warehouse_code },
  }
  const member = row.member_id ? await memberActor(tenantId, row.member_id) : undefined
  const person = member && seesWarehouse(member, station.warehouseId) ? member : undefined
  if (person && row.stale) await seen(tenantId, stationId)
  return { tenantId, station, person, idleMinutes: row.idle_minutes }
}

async function stationOf(tenantId: string, stationId: string, secret: string): Promise<Row | undefined> {
  const { rows } = await inTenant(tenantId, 'read', (client) =>
    client.query<Row>(
      `select s.id, s.name, s.warehouse_id, w.code as warehouse_code, s.seen_at < now() - make_interval(secs => $5) as stale,
              case when s.seen_at > now() - make_interval(mins => i.minutes) then s.member_id end as member_id, i.minutes as idle_minutes
         from stations s join warehouses w on w.tenant_id = $1 and w.id = s.warehouse_id
         join companies c on c.tenant_id = $1
         cross join lateral (select coalesce((c.settings ->> 'stationIdleMinutes')::int, $4::int) as minutes) i
        where s.tenant_id = $1 and s.id = $2 and s.token_hash = $3 and s.status = 'active'`,
      [tenantId, stationId, tokenHash(secret), defaultSettings.stationIdleMinutes, seenSeconds],
    ),
  )
  return rows[0]
}

async function seen(tenantId: string, stationId: string): Promise<void> {
  await inTenant(tenantId, 'write', (client) =>
    client.query('update stations set seen_at = now() where tenant_id = $1 and id = $2', [tenantId, stationId]),
  )
}

/** By PIN or badge, for the bound device alone. Every try is counted before it is judged, by staff number and by address. */
export async function signInAt({ tenantId, station }: AtStation, raw: unknown, address: string): Promise<void> {
  const credentials = parse(stationCredentials, raw)
  const who = 'badge' in credentials ? `badge ${station.id}` : credentials.staffNo
  const guarded = { kind: 'pin' as const, value: `${tenantId} ${who}` }
  await admitAddress(address)
  await admitAccount(guarded)
  await run(enterStation, await systemActor(tenantId), { stationId: station.id, credentials })
  await forgiveTry(guarded, address)
}
