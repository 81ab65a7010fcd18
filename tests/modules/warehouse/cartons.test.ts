import fc from 'fast-check'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { updateSku } from '@/lib/modules/catalog/update-sku'
import { addPhoto } from '@/lib/modules/warehouse/add-photo'
import { createCarton } from '@/lib/modules/warehouse/create-carton'
import { getParcel } from '@/lib/modules/warehouse/get-parcel'
import { getPhoto } from '@/lib/modules/warehouse/get-photo'
import { fitsIn, type Sides } from '@/lib/modules/warehouse/internal/fits-in'
import { listCartons as getCartons } from '@/lib/modules/warehouse/list-cartons'
import { listPhotos } from '@/lib/modules/warehouse/list-photos'
import { purgePhotos } from '@/lib/modules/warehouse/purge-photos'
import { removePhoto } from '@/lib/modules/warehouse/remove-photo'
import { updateCarton } from '@/lib/modules/warehouse/update-carton'
import { run } from '@/lib/platform/door/run'
import { hasFile } from '@/lib/platform/files/store'
import { refusal } from '@/tests/support/batches'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createFloor, type Floor, parcelsFor, scan } from '@/tests/support/floor'
import { keepPicture } from '@/tests/support/pictures'
import { receive } from '@/tests/support/places'
import { createShopWithStock } from '@/tests/support/shop'

await setupWorkerDatabase()

let floor: Floor
let parcel: { id: string; number: string }
beforeAll(async () => {
  floor = await createFloor(await createShopWithStock({ MUG: 0, MAP: 0 }))
  for (const sku of ['MUG', 'MAP']) await receive(floor.owner, sku, 9)
  const { items } = await run(listSkus, floor.owner, { q: 'MUG' })
  const sides = { weightG: 100, lengthMm: 100, widthMm: 100, heightMm: 100 }
  await run(updateSku, floor.owner, { skuId: items[0]?.id, version: items[0]?.version, ...sides })
  const [made, unknown] = await parcelsFor(floor, [
    ['MUG', 4],
    ['MAP', 1],
  ])
  if (!made || !unknown) throw new Error('no parcel')
  parcel = made
  for (const [code, l, w, h, maxWeightG] of [
    ['tube', 1000, 90, 90, 9000],
    ['weak', 210, 210, 100, 430],
    ['c-2', 210, 210, 110, 5000],
    ['c-3', 400, 300, 300, 9000],
  ] as const)
    await run(createCarton, floor.owner, {
      ...{ code, name: `箱 ${code}`, lengthMm: l, widthMm: w, heightMm: h, weightG: 150, maxWeightG },
    })
  expect(await run(getParcel, floor.owner, { stationId: floor.stationId, parcel: unknown.number })).toMatchObject({
    suggestedCarton: null,
  })
})

const example = { name: 'Box', lengthMm: 1, widthMm: 1, heightMm: 1, weightG: 1, maxWeightG: 1 }
const seen = () => run(getParcel, floor.owner, { stationId: floor.stationId, parcel: parcel.number })

test('S4.17 the smallest carton that takes and bears the goods is suggested, and what is chosen counts into the weight', async () => {
  expect(await refusal(run(createCarton, floor.owner, { ...example, code: 'C-2' }))).toBe('code:taken')
  expect(await seen()).toMatchObject({ carton: null, suggestedCarton: { code: 'C-2', weightG: 150 } })
  await scan(floor, 'check', { parcel: parcel.number, code: 'MUG', quantity: 3 })
  const into = (carton: string) => scan(floor, 'carton', { parcel: parcel.number, carton })
  expect(await into('C-9')).toMatchObject({ verdict: 'refused', code: 'unknown_carton' })
  expect(await into('ｃ-3')).toMatchObject({ verdict: 'ok', carton: { code: 'C-3' } })
  expect(await scan(floor, 'check', { parcel: parcel.number, code: 'MUG' })).toMatchObject({ done: true })
  expect(await scan(floor, 'weigh', { parcel: parcel.number, weightG: 400 })).toMatchObject({
    code: 'weight_off',
    weight: { expectedG: 550, toleranceG: 30 },
  })
  expect(await scan(floor, 'weigh', { parcel: parcel.number, weightG: 560, packagingG: 10 })).toMatchObject({
    verdict: 'ok',
  })
  // Another carton is another weight: it is weighed anew.
  expect(await into('c-2')).toMatchObject({ verdict: 'ok' })
  expect(await seen()).toMatchObject({ carton: { code: 'C-2', weightG: 150 }, weightG: null, weighedAt: null })
  expect((await seen()).trace.map((step) => step.operation)).toContain('carton')

  const [, chosen] = (await run(getCartons, floor.owner, { active: '1' })).items
  await run(updateCarton, floor.owner, { cartonId: chosen?.id ?? '', status: 'closed', version: chosen?.version ?? 0 })
  expect(await into(chosen?.code ?? '')).toMatchObject({ code: 'unknown_carton' })
})

test('S4.17 photos of a parcel are drawn anew, few, sealed in the store, and gone when somebody removes them or they are old', async () => {
  const take = async (background: string) => {
    const id = newId()
    await keepPicture(floor.owner, id, 'photos', background)
    const file = { id, name: 'a.png', size: 1, hash: '' }
    return run(addPhoto, floor.owner, { fulfilmentId: parcel.id, stationId: floor.stationId, file })
  }
  const { photos } = await take('#123')
  expect(photos).toMatchObject([{ width: 4, height: 4, station: 'Packing 1', takenBy: floor.owner.name }])
  // The very same picture again is the same photo.
  expect((await take('#123')).photos).toHaveLength(1)
  const photoId = photos[0]?.id ?? ''
  const answer = await run(getPhoto, floor.owner, { fulfilmentId: parcel.id, photoId, size: 'thumb' })
  const bytes: Uint8Array[] = []
  for await (const part of (answer as { body(): AsyncIterable<Uint8Array> }).body()) bytes.push(part)
  expect((await sharp(Buffer.concat(bytes)).metadata()).format).toBe('webp')
  for (let n = 0; n < 11; n++) await take(`#0000${(16 + n).toString(16)}`)
  expect(await refusal(take('#fff'))).toBe('file:too_many')
  expect(await seen()).toMatchObject({ photos: 12 })

  await run(removePhoto, floor.owner, { fulfilmentId: parcel.id, photoId })
  expect(await refusal(run(getPhoto, floor.owner, { fulfilmentId: parcel.id, photoId, size: 'full' }))).toBe(
    'not_found',
  )
  const later = (days: number) => ({ now: new Date(Date.now() + days * 86_400_000) })
  await run(purgePhotos, floor.system, {}, later(1))
  const place = (id: string) => ({ tenantId: floor.owner.tenantId, purpose: 'photos' as const, id })
  expect(await hasFile(place(photoId))).toBe(false)
  const { photos: left } = await run(listPhotos, floor.owner, { fulfilmentId: parcel.id })
  expect(await hasFile(place(left[0]?.id ?? ''))).toBe(true)
  await run(purgePhotos, floor.system, {}, later(181))
  expect((await run(listPhotos, floor.owner, { fulfilmentId: parcel.id })).photos).toEqual([])
  expect(await hasFile(place(left[0]?.id ?? ''))).toBe(false)
})

const side = fc.integer({ min: 1, max: 40 })
const box = fc.tuple(side, side, side)

test('what is said to fit has room for its volume and for each piece; more room and fewer pieces fit as well; whole cubes fill a box', () => {
  fc.assert(
    fc.property(box, fc.array(box, { minLength: 1, maxLength: 12 }), (carton, pieces) => {
      const volume = ([a, b, c]: Sides) => a * b * c
      if (!fitsIn(carton, pieces)) return
      expect(pieces.reduce((sum, piece) => sum + volume(piece), 0)).toBeLessThanOrEqual(volume(carton))
      const sorted = (sides: Sides) => [...sides].sort((a, b) => a - b)
      for (const piece of pieces)
        for (const [i, s] of sorted(piece).entries()) expect(s).toBeLessThanOrEqual(sorted(carton)[i] ?? 0)
    }),
  )
  const cubes = (n: number) => Array.from({ length: n }, (): Sides => [10, 10, 10])
  expect(fitsIn([20, 30, 40], cubes(24))).toBe(true)
  expect(fitsIn([20, 30, 40], cubes(25))).toBe(false)
  expect(fitsIn([20, 30, 39], cubes(19))).toBe(false)
  expect(fitsIn([100, 9, 9], cubes(1))).toBe(false)
})
