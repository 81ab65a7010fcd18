import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Readable } from 'node:stream'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { deleteProduct } from '@/lib/modules/catalog/delete-product'
import { getProduct } from '@/lib/modules/catalog/get-product'
import { listProducts } from '@/lib/modules/catalog/list-products'
import type { ProductView } from '@/lib/modules/catalog/schema'
import type { ImportView } from '@/lib/modules/exchange/schema'
import { run } from '@/lib/platform/door/run'
import { env } from '@/lib/platform/env'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { bytesOf } from '@/tests/support/tables'
import { createMember, createTenant, type TestTenant } from '@/tests/support/tenant'
import { call, upload } from '@/tests/support/uploads'

await setupWorkerDatabase()

const picture = (format: 'jpeg' | 'png' | 'webp', colour: string, size = 300) =>
  sharp({ create: { width: size, height: size / 2, channels: 3, background: colour } })
    .withExif({ IFD0: { Copyright: 'secret place' } })
    .toFormat(format)
    .toBuffer()

async function tee(tenant: TestTenant): Promise<ProductView> {
  return run(createProduct, tenant.owner, { name: 'T恤', code: 'TEE', skus: [{ code: 'TEE-M' }, { code: 'TEE-L' }] })
}

const send = (tenant: TestTenant, productId: string, bytes: Buffer, name = 'x.jpg') =>
  upload(tenant.owner, `/products/${productId}/images`, bytes, {}, { name })

describe('S3.26 S4.7 pictures of a product', () => {
  test.each(['jpeg', 'png', 'webp'] as const)(
    '%s is drawn anew, without what else was in it, and served as what it is',
    async (format) => {
      const tenant = await createTenant()
      const { id } = await tee(tenant)
      const sent = await send(tenant, id, await picture(format, '#c00', 2100))
      expect(sent.status).toBe(201)
      const { images } = (await sent.json()) as ProductView
      expect(images).toMatchObject([{ width: 2000, height: 1000, skuId: null }])
      const response = await call(tenant.owner, 'GET', `/products/${id}/images/${images[0]?.id}`)
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'image/webp',
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringContaining('sandbox'),
      })
      const bytes = Buffer.from(await response.arrayBuffer())
      expect((await sharp(bytes).metadata()).format).toBe('webp')
      expect(bytes.includes(Buffer.from('secret place'))).toBe(false)
      const small = await call(tenant.owner, 'GET', `/products/${id}/images/${images[0]?.id}?size=thumb`)
      expect((await sharp(Buffer.from(await small.arrayBuffer())).metadata()).width).toBe(240)
      expect((await run(listProducts, tenant.owner, {})).items[0]?.imageId).toBe(images[0]?.id)
      const again = (await (await send(tenant, id, await picture(format, '#c00', 2100))).json()) as ProductView
      expect(again.images).toHaveLength(1)
      const place = path.join(env().CARAVAN_DATA, 'files', tenant.tenantId, 'images', images[0]?.id ?? '')
      expect(readFileSync(place).includes(Buffer.from('WEBP'))).toBe(false)
    },
  )

  test('what is no picture is refused by its content, whatever its name', async () => {
    const tenant = await createTenant()
    const { id } = await tee(tenant)
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><rect width="9" height="9"/></svg>',
    )
    const html = Buffer.from('<html><script>alert(1)</script></html>')
    const cut = (await picture('jpeg', '#0c0')).subarray(0, 400)
    const gif = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64')
    for (const bytes of [svg, html, cut, gif, Buffer.alloc(0)]) {
      const response = await send(tenant, id, bytes, 'picture.png')
      expect(response.status).toBe(422)
      expect((await response.json()).errors).toEqual([{ path: 'file', code: 'not_a_picture' }])
    }
    expect((await run(getProduct, tenant.owner, { productId: id })).images).toEqual([])
  })

  test('is seen by who sees products, by nobody of another company, and goes with its product', async () => {
    const tenant = await createTenant()
    const { id } = await tee(tenant)
    const { images } = (await (await send(tenant, id, await picture('png', '#00c'))).json()) as ProductView
    const address = `/products/${id}/images/${images[0]?.id}`
    const stranger = await createTenant()
    expect((await call(stranger.owner, 'GET', address)).status).toBe(404)
    const warehouse = await createMember(tenant.tenantId, 'warehouse')
    expect((await call(warehouse, 'GET', address)).status).toBe(200)
    expect((await upload(warehouse, `/products/${id}/images`, await picture('png', '#0cc'), {})).status).toBe(403)
    const two = (await (await send(tenant, id, await picture('png', '#cc0'))).json()) as ProductView
    const gone = await call(tenant.owner, 'DELETE', `/products/${id}/images/${two.images[1]?.id}`)
    expect(((await gone.json()) as ProductView).images).toHaveLength(1)
    await run(deleteProduct, tenant.owner, { productId: id })
    expect((await call(tenant.owner, 'GET', address)).status).toBe(404)
    const folder = path.join(env().CARAVAN_DATA, 'files', tenant.tenantId, 'images')
    expect(readdirSync(folder)).toHaveLength(4)
    await drainAll(tenant.tenantId)
    expect(readdirSync(folder)).toEqual([])
  })
})

test('S3.26 an archive of pictures named after SKUs and products; what fits nothing is told by its name', async () => {
  const tenant = await createTenant()
  const { id, skus } = await tee(tenant)
  const zip = new ZipFile()
  zip.addBuffer(await picture('jpeg', '#111'), 'shots/tee-m.jpg')
  zip.addBuffer(await picture('png', '#222'), 'shots/TEE-M_2.png')
  zip.addBuffer(await picture('webp', '#333'), 'TEE (3).webp')
  zip.addBuffer(await picture('webp', '#444'), 'NOBODY.webp')
  zip.addBuffer(Buffer.from('no picture'), 'TEE-L.jpg')
  zip.addBuffer(Buffer.from('x'), '__MACOSX/._TEE-L.jpg')
  zip.end()
  const bytes = await bytesOf(zip.outputStream as Readable)
  const take = async () => {
    const sent = await upload(tenant.owner, '/imports', bytes, { kind: 'images' }, { name: 'shots.zip' })
    const { id: importId } = (await sent.json()) as ImportView
    await drainAll(tenant.tenantId)
    return (await (await call(tenant.owner, 'GET', `/imports/${importId}`)).json()) as ImportView
  }
  const first = await take()
  expect(first).toMatchObject({ state: 'done', total: 5, created: 3, unchanged: 0, rejected: 2 })
  const { images } = await run(getProduct, tenant.owner, { productId: id })
  expect(images.map(({ skuId }) => skus.find((sku) => sku.id === skuId)?.code)).toEqual(['TEE-M', 'TEE-M', undefined])
  const rejects = await (await call(tenant.owner, 'GET', `/imports/${first.id}/rejects?locale=en`)).text()
  expect(rejects).toContain('NOBODY.webp')
  expect(await take()).toMatchObject({ created: 0, unchanged: 3, rejected: 2 })
})
