import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import { createStation } from '@/lib/modules/warehouse/create-station'
import { createWave } from '@/lib/modules/warehouse/create-wave'
import { followStrayWaves } from '@/lib/modules/warehouse/follow-stray-waves'
import { getWave } from '@/lib/modules/warehouse/get-wave'
import { waveRoute } from '@/lib/modules/warehouse/wave-route'
import { run } from '@/lib/platform/door/run'
import { brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createFloor, parcelsFor, scan } from '@/tests/support/floor'
import { binsOf, createShelves, receive } from '@/tests/support/places'
import { createShopWithStock } from '@/tests/support/shop'

await setupWorkerDatabase()

const stations = 5

type Try = { code: string; binCode: string; quantity: number; again: boolean }

const tries = fc.array(
  fc.record({
    ...{ code: fc.constantFrom('CUP', 'POT'), binCode: fc.constantFrom('A-1', 'A-3') },
    ...{ quantity: fc.integer({ min: 1, max: 3 }), again: fc.boolean() },
  }),
  { minLength: 12, maxLength: 24 },
)

test('stations that pick from one wave at once, each scan sent twice, while an order is cancelled: nothing is picked twice', async () => {
  const shop = await createShopWithStock({ CUP: 0, POT: 0 })
  const floor = await createFloor(shop)
  await createShelves(floor)
  const places = [floor]
  for (let n = 2; n <= stations; n++) {
    const { id } = await run(createStation, floor.owner, { warehouseCode: 'HZ', name: `Cart ${n}` })
    places.push({ ...floor, stationId: id })
  }
  await fc.assert(
    fc.asyncProperty(tries, fc.nat(5), async (list: Try[], victim) => {
      for (const [sku, bin] of [
        ['CUP', 'A-1'],
        ['POT', 'A-3'],
      ] as const)
        await receive(floor.owner, sku, 8, '10.00', bin)
      const parcels = await parcelsFor(floor, [
        ['CUP', 2],
        ['POT', 1],
        ['CUP', 1],
        ['POT', 3],
        ['CUP', 1],
        ['POT', 1],
      ])
      const { id: waveId } = await run(createWave, floor.owner, { warehouseCode: 'HZ' })
      const before = await binsOf(floor.owner)
      const answers = await Promise.all([
        ...list.flatMap(({ again, ...asked }, i) => {
          const place = places[i % stations] ?? floor
          const one = () => scan(place, 'pick', { ...asked, waveId, scanId })
          const scanId = newId()
          return again ? [one(), one()] : [one()]
        }),
        run(cancelOrder, floor.owner, { orderId: parcels[victim]?.orderId ?? '', reason: 'too late' }).then(
          () => undefined,
        ),
      ])
      const once = new Map(answers.flatMap((a) => (a ? [[a.scanId, a]] : [])))
      const told = { CUP: 0, POT: 0 }
      for (const { sku, quantity } of once.values()) if (sku) told[sku.code as 'CUP'] += quantity
      const after = await binsOf(floor.owner)
      const moved = (key: string) => (before[key] ?? 0) - (after[key] ?? 0)
      // What the stations were told is what has left the shelves, and lies at the packing place.
      expect([moved('CUP @ A-1'), moved('POT @ A-3')]).toEqual([told.CUP, told.POT])
      expect([0 - moved('CUP @ #PACK'), 0 - moved('POT @ #PACK')]).toEqual([told.CUP, told.POT])
      // A cancelled order asks nobody at a station: what is left of its wave is seen by the clock.
      await run(followStrayWaves, shop.system, {})
      const { stops } = await run(waveRoute, floor.owner, { waveId })
      for (const stop of stops) expect(stop.picked).toBeLessThanOrEqual(stop.quantity)
      expect(stops.reduce((sum, stop) => sum + stop.picked, 0)).toBe(told.CUP + told.POT)
      const wave = await run(getWave, floor.owner, { waveId })
      if (wave.inWave.every((p) => p.state === 'cancelled' || p.picked === p.units)) expect(wave.state).toBe('picked')
      expect(await brokenInvariants(floor)).toEqual([])
    }),
    { numRuns: Number(process.env.PICK_RUNS ?? 3) },
  )
})
