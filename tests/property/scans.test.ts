import { expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { createStation } from '@/lib/modules/warehouse/create-station'
import { createWave } from '@/lib/modules/warehouse/create-wave'
import { run } from '@/lib/platform/door/run'
import { brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createFloor, parcelsFor, scan } from '@/tests/support/floor'
import { binsOf, createShelves, receive } from '@/tests/support/places'
import { createShopWithStock } from '@/tests/support/shop'

await setupWorkerDatabase()

const scans = Number(process.env.SCANS ?? 120)
const stations = 6
/** Scans of one wave; as many waves as the number asked for needs. */
const aWave = 600

/** `SCANS=100000 npx vitest run tests/property/scans.test.ts` is the whole of it. */
test('S4.17 many scans at several stations, more of them than units are wanted, some sent twice: no unit is picked twice', async () => {
  const codes = ['CUP', 'POT', 'JAR']
  const floor = await createFloor(await createShopWithStock(Object.fromEntries(codes.map((code) => [code, 0]))))
  await createShelves(floor)
  const places = [floor]
  for (let n = 2; n <= stations; n++) {
    const { id } = await run(createStation, floor.owner, { warehouseCode: 'HZ', name: `Cart ${n}` })
    places.push({ ...floor, stationId: id })
  }
  let picked = 0
  for (let left = scans; left > 0; left -= aWave) {
    const turn = Math.min(aWave, left)
    // Fewer units than scans: the last ones of every station find nothing more to take.
    const each = Math.max(1, Math.floor((turn * 0.8) / codes.length / 4))
    for (const code of codes) await receive(floor.owner, code, each * 4, '10.00', 'A-1')
    await parcelsFor(
      floor,
      codes.flatMap((code) => [1, 2, 3, 4].map((): [string, number] => [code, each])),
    )
    const { id: waveId } = await run(createWave, floor.owner, { warehouseCode: 'HZ', maxUnits: 20_000 })
    const wanted = each * 4 * codes.length
    const before = await binsOf(floor.owner)
    let told = 0
    let refused = 0
    await Promise.all(
      places.map(async (place, at) => {
        for (let n = at; n < turn; n += stations) {
          const asked = { waveId, binCode: 'A-1', code: codes[n % codes.length], scanId: newId() }
          // Every tenth is sent again before its answer has come.
          const answers = await Promise.all(n % 10 === 0 ? [pickAt(asked), pickAt(asked)] : [pickAt(asked)])
          told += answers[0]?.quantity ?? 0
          if (answers[0]?.verdict === 'refused') refused++
          if (answers[1]) expect(answers[1].quantity).toBe(answers[0]?.quantity)
        }
        function pickAt(asked: object) {
          return scan(place, 'pick', asked)
        }
      }),
    )
    const after = await binsOf(floor.owner)
    const gone = codes.reduce((sum, code) => sum + (before[`${code} @ A-1`] ?? 0) - (after[`${code} @ A-1`] ?? 0), 0)
    const there = codes.reduce(
      (sum, code) => sum + (after[`${code} @ #PACK`] ?? 0) - (before[`${code} @ #PACK`] ?? 0),
      0,
    )
    expect([told, gone, there]).toEqual([wanted, wanted, wanted])
    expect(refused).toBe(turn - wanted)
    picked += wanted
  }
  expect(picked).toBeGreaterThan(scans / 2)
  expect(await brokenInvariants(floor)).toEqual([])
}, 3_600_000)
