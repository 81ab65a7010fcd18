import { beforeAll, expect, test } from 'vitest'
import { getCompany } from '@/lib/modules/settings/get-company'
import { updateCompany } from '@/lib/modules/settings/update-company'
import { atStation, signInAt } from '@/lib/modules/warehouse/at-station'
import { bindStation } from '@/lib/modules/warehouse/bind-station'
import { enterStation } from '@/lib/modules/warehouse/enter-station'
import { leaveStation } from '@/lib/modules/warehouse/leave-station'
import { listStations } from '@/lib/modules/warehouse/list-stations'
import { setFloorPerson } from '@/lib/modules/warehouse/set-floor-person'
import { setOwnPin } from '@/lib/modules/warehouse/set-own-pin'
import { updateStation } from '@/lib/modules/warehouse/update-station'
import { workOutput } from '@/lib/modules/warehouse/work-output'
import { forgetActors } from '@/lib/platform/auth/actors'
import { inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { Context } from '@/lib/platform/door/context'
import { parse, run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createFloor, type Floor, scan } from '@/tests/support/floor'
import { createShopWithStock } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'

const db = await setupWorkerDatabase()

let floor: Floor
let picker: Actor
let token = ''
beforeAll(async () => {
  floor = await createFloor(await createShopWithStock({ CUP: 5 }))
  picker = await createMember(floor.tenantId, 'warehouse')
  token = (await run(bindStation, floor.owner, { stationId: floor.stationId })).token
})

const here = async () => (await atStation(token)) ?? expect.fail('the device is bound to nothing')
const enter = async (credentials: object, address = '10.0.0.1') =>
  signInAt(await here(), credentials, address).then(
    () => 'ok',
    (e: { code: string }) => e.code,
  )
const force = (sql: string) => withClient(db.superuserUrl, (client) => client.query(sql))

test('S1.78 a shared device is bound once; people sign in by PIN or badge, one takes over from the other, and who is idle is signed out', async () => {
  expect(await here()).toMatchObject({ station: { name: 'Packing 1', warehouseCode: 'HZ' }, person: undefined })
  expect(await run(setOwnPin, picker, { pin: '1111' }).catch((e) => e.code)).toBe('not_found')
  const memberId = picker.id ?? ''
  const set = await run(setFloorPerson, floor.owner, { memberId, staffNo: 'a7', pin: '4826', badge: true })
  expect(set).toMatchObject({
    staffNo: 'A7',
    hasPin: true,
    hasBadge: true,
    version: 1,
    badge: expect.stringMatching(/^CB[A-Z2-9]{14}$/),
  })
  const owner = { memberId: floor.owner.id ?? '', staffNo: 'A7', pin: '1234' }
  const taken = await run(setFloorPerson, floor.owner, owner).catch((e) => e.params)
  expect(taken).toEqual({ errors: [{ path: 'staffNo', code: 'taken' }] })
  await run(setFloorPerson, floor.owner, { ...owner, staffNo: '1' })

  expect(await enter({ staffNo: 'a7', pin: '0000' })).toBe('unauthenticated')
  expect(await enter({ staffNo: 'nobody', pin: '4826' })).toBe('unauthenticated')
  expect(await enter({ badge: 'CB00000000000000' })).toBe('unauthenticated')
  expect(await enter({ staffNo: 'a7', pin: '4826' })).toBe('ok')
  expect((await here()).person).toMatchObject({ id: memberId, kind: 'member' })
  await run(setOwnPin, picker, { pin: '9911' })
  expect(await enter({ staffNo: '1', pin: '1234' })).toBe('ok')
  expect((await run(listStations, floor.owner, {})).items).toMatchObject([
    { person: { id: floor.owner.id, name: 'Owner' } },
  ])
  expect(await enter({ badge: set.badge?.toLowerCase() })).toBe('ok')
  expect((await here()).person?.id).toBe(memberId)

  await force(`update stations set seen_at = now() - interval '29 minutes'`)
  expect((await here()).person?.id).toBe(memberId)
  await force(`update stations set seen_at = now() - interval '31 minutes'`)
  expect((await here()).person).toBeUndefined()
  expect(await enter({ staffNo: 'A7', pin: '9911' })).toBe('ok')
  await run(leaveStation, floor.system, { stationId: floor.stationId })
  expect((await here()).person).toBeUndefined()
})

test('a PIN cannot be tried out, and another device of the same name is another device', async () => {
  const tries: string[] = []
  for (let n = 0; n < 4; n++) tries.push(await enter({ staffNo: 'A7', pin: `000${n}` }, `10.0.1.${n}`))
  expect(tries).toEqual(['unauthenticated', 'unauthenticated', 'unauthenticated', 'rate_limited'])
  expect(await enter({ staffNo: 'A7', pin: '9911' }, '10.0.1.9')).toBe('rate_limited')
  expect(await enter({ staffNo: '1', pin: '1234' })).toBe('ok')
  const again = await run(bindStation, floor.owner, { stationId: floor.stationId })
  expect(await atStation(token)).toBeUndefined()
  expect(await atStation(`${again.token}x`)).toBeUndefined()
  expect((await atStation(again.token))?.person).toBeUndefined()
  const { version } = again
  await run(updateStation, floor.owner, { stationId: floor.stationId, status: 'closed', version })
  expect(await atStation(again.token)).toBeUndefined()
  expect(await scan(floor, 'receive', { code: 'CUP' }).catch((e) => e.code)).toBe('not_found')
  await run(updateStation, floor.owner, { stationId: floor.stationId, status: 'active', version: version + 1 })
})

test('as many sign in at once as the house has connections; a PIN that is changed meanwhile lets nobody in', async () => {
  const input = { stationId: floor.stationId, credentials: { staffNo: '1', pin: '1234' } }
  forgetActors()
  const all = await Promise.all(Array.from({ length: 12 }, () => run(enterStation, floor.system, input)))
  expect(new Set(all.map((station) => station.person?.name))).toEqual(new Set(['Owner']))
  const parsed = parse(enterStation.input, input)
  const proven = await enterStation.outside?.(floor.system, parsed)
  await run(setOwnPin, floor.owner, { pin: '7350' })
  const late = inTenant(floor.tenantId, 'write', (client) =>
    enterStation.within(new Context(client, floor.system, new Date()), parsed, proven),
  )
  expect(await late.catch((e) => e.code)).toBe('unauthenticated')
})

test('who is silent at a station for as long as the company says is signed out there', async () => {
  const { token: bound } = await run(bindStation, floor.owner, { stationId: floor.stationId })
  await run(setOwnPin, floor.owner, { pin: '7350' })
  const standing = async () => (await atStation(bound))?.person?.name
  const at = (await atStation(bound)) ?? expect.fail('the device is bound to nothing')
  await signInAt(at, { staffNo: '1', pin: '7350' }, '10.0.0.9')
  expect([await standing(), at.idleMinutes]).toEqual(['Owner', 30])
  await inTenant(floor.tenantId, 'write', (client) =>
    client.query("update stations set seen_at = now() - interval '6 minutes' where tenant_id = $1 and id = $2", [
      floor.tenantId,
      floor.stationId,
    ]),
  )
  expect(await standing()).toBe('Owner')
  await inTenant(floor.tenantId, 'write', (client) =>
    client.query("update stations set seen_at = now() - interval '6 minutes' where tenant_id = $1 and id = $2", [
      floor.tenantId,
      floor.stationId,
    ]),
  )
  const { version } = await run(getCompany, floor.owner, {})
  await run(updateCompany, floor.owner, { stationIdleMinutes: 5, version })
  expect([await standing(), (await atStation(bound))?.idleMinutes]).toEqual([undefined, 5])
})

test('output by person, hour and SKU says what the scans say, and who may see the warehouse alone sees it', async () => {
  await scan(floor, 'receive', { code: 'CUP', quantity: 3 }, picker)
  await scan(floor, 'receive', { code: 'CUP', quantity: 4 }, picker)
  await scan(floor, 'receive', { code: 'NOBODY' }, picker)
  const window = { from: '2020-01-01T00:00:00Z', to: '2999-01-01T00:00:00Z' }
  const of = async (by: 'person' | 'hour' | 'sku' | 'hour-sku', actor = floor.owner) =>
    (await run(workOutput, actor, { ...window, by })).items
  const all = { person: 'warehouse', operation: 'receive' }
  expect(await of('person')).toEqual([{ ...all, hour: null, pieces: 7, scans: 3, refused: 1 }])
  expect(await of('sku')).toEqual([
    { ...all, hour: null, skuCode: null, pieces: 0, scans: 1, refused: 1 },
    { ...all, hour: null, skuCode: 'CUP', pieces: 7, scans: 2, refused: 0 },
  ])
  // Page by page the same as at once, and what is told apart is both.
  const first = await run(workOutput, floor.owner, { ...window, by: 'hour-sku', limit: 1 })
  const next = await run(workOutput, floor.owner, {
    ...window,
    by: 'hour-sku',
    limit: 1,
    cursor: first.nextCursor ?? '',
  })
  expect([...first.items, ...next.items]).toEqual(await of('hour-sku'))
  expect([next.items[0]?.skuCode, next.items[0]?.hour?.slice(-5), next.nextCursor]).toEqual(['CUP', '.000Z', null])
  expect((await of('hour')).every((row) => row.hour?.endsWith(':00:00.000Z'))).toBe(true)
  const elsewhere = await createMember(floor.tenantId, 'admin', { warehouseIds: [floor.shopId] })
  expect(await of('person', elsewhere)).toEqual([])
  expect(await scan(floor, 'receive', { code: 'CUP' }, elsewhere).catch((e) => e.code)).toBe('not_found')
})
