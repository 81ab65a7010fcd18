import { expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { getOrder } from '@/lib/modules/orders/get-order'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { createWave } from '@/lib/modules/warehouse/create-wave'
import { parcelWork } from '@/lib/modules/warehouse/parcel-work'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createFloor, parcelsFor, scan } from '@/tests/support/floor'
import { createShelves, receive } from '@/tests/support/places'
import { createShopWithStock } from '@/tests/support/shop'

await setupWorkerDatabase()

test('S3.17 what is not in its bin leaves from another warehouse that has it; who picked a unit out of many at once is told of each parcel', async () => {
  const floor = await createFloor(await createShopWithStock({ CUP: 0, POT: 0 }))
  await createShelves(floor)
  await receive(floor.owner, 'CUP', 5, '10.00', 'A-1')
  const [first, second, third] = await parcelsFor(floor, [
    ['CUP', 1],
    ['CUP', 2],
    ['CUP', 2],
  ])
  const setCarrier = (code: string, id = '') =>
    inTenant(floor.owner.tenantId, 'write', (client) =>
      client.query('update fulfilments set preferred_carrier = $1 where tenant_id = app_tenant() and id = $2', [
        code,
        id,
      ]),
    )
  await setCarrier('jd', third?.id)
  // A wave for one carrier leaves out what rules have given to another.
  const wave = await run(createWave, floor.owner, { warehouseCode: 'HZ', kind: 'batch', carrierCode: 'sf' })
  expect(wave).toMatchObject({ parcels: 2, units: 3 })
  await run(createWarehouse, floor.owner, { code: 'SH', name: 'Shanghai', kind: 'own' })
  const lines = [{ skuCode: 'CUP', quantity: 2, unitCost: '10.00' }]
  await run(adjustStock, floor.owner, { warehouseCode: 'SH', reason: 'opening', lines })

  const bin = { waveId: wave.id, binCode: 'A-1', code: 'CUP' }
  // Both parcels lack something, and the other warehouse has enough for the last of them alone.
  const answer = await scan(floor, 'short', { ...bin, missing: 1, rest: 'other_warehouse' })
  expect(answer).toMatchObject({
    verdict: 'ok',
    sent: [{ parcel: second?.number, warehouseCode: 'SH' }],
    waiting: [],
  })
  const moved = await run(getOrder, floor.owner, { orderId: second?.orderId ?? '' })
  expect(moved.state).toBe('awaiting_shipment')
  expect(moved.fulfilments.map((f) => [f.warehouseCode, f.state])).toEqual(
    expect.arrayContaining([['SH', 'allocated']]),
  )
  expect(await scan(floor, 'short', { ...bin, missing: 1, rest: 'other_warehouse' })).toMatchObject({
    sent: [],
    waiting: [first?.number],
  })

  const [fourth, fifth] = await parcelsFor(floor, [
    ['CUP', 1],
    ['CUP', 1],
  ])
  await receive(floor.owner, 'POT', 1)
  const both = await run(createWave, floor.owner, { warehouseCode: 'HZ', kind: 'batch', singles: true })
  await scan(floor, 'pick', { ...bin, waveId: both.id, quantity: both.units, scanId: newId() })
  for (const parcel of [fourth, fifth].slice(0, both.parcels)) {
    const { trace } = await run(parcelWork, floor.owner, { fulfilmentId: parcel?.id ?? '' })
    expect(trace).toMatchObject([{ operation: 'pick', person: floor.owner.name, station: 'Packing 1', quantity: 1 }])
  }
  expect(await brokenInvariants(floor)).toEqual([])
})
