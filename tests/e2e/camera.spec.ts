import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { code128 } from '@/lib/kernel/code128'
import { findBrowser } from '@/scripts/lib/browser'
import { openPage } from '@/tests/e2e/support/keyboard'
import { apiOf, otherBrowser, register } from '@/tests/e2e/support/people'
import { bindTo, keys, makeStation } from '@/tests/e2e/support/station'

const sku = 'TEA-0421'

// The browser's fake camera shows this film over and over: first nothing, then a label that is held before it.
const film = path.join(tmpdir(), `caravan-camera-${process.pid}.y4m`)
writeFileSync(film, filmOf([null, null, sku, sku, sku, sku, sku, sku]))

test.afterAll(() => rmSync(film, { force: true }))

test.use({
  permissions: ['camera'],
  launchOptions: {
    executablePath: findBrowser(),
    args: [
      ...['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
      ...['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`],
    ],
  },
})

test('A phone at a station: a label before the camera is one scan, by a decoder of this house, and a parcel is photographed', async ({
  page,
  browser,
}) => {
  await register(page)
  const api = await apiOf(page, page.request)
  await api('/warehouses', { code: 'HZ', name: '杭州仓', kind: 'own' })
  await api('/shops', { code: 'tmall', name: '旗舰店', channel: 'manual', currency: 'CNY', timeZone: 'Asia/Shanghai' })
  await api('/products', { name: '明前龙井', skus: [{ code: sku, weightG: 100, listPrice: '20.00', currency: 'CNY' }] })
  await makeStation(api)
  const floor = await otherBrowser(browser)
  const outside: string[] = []
  floor.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    if (/^http/.test(protocol) && hostname !== 'localhost') outside.push(request.url())
  })
  const faults: string[] = []
  floor.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  await bindTo(page, floor)
  await keys(floor, '1007')
  await keys(floor, '4826')
  await expect(floor.getByRole('heading', { name: '做什么？' })).toBeVisible()
  await keys(floor, '1')
  await expect(floor.getByRole('heading', { level: 1 })).toContainText('扫描收到的商品')
  expect(await floor.evaluate(() => 'BarcodeDetector' in globalThis)).toBe(false)

  const wasm = floor.waitForResponse((response) => response.url().endsWith('/scan/decoder'))
  await floor.getByRole('button', { name: '用摄像头扫码' }).click()
  expect((await wasm).status()).toBe(200)
  await expect(floor.locator('[data-verdict=ok]')).toContainText(`收货 ${sku} × 1`)
  await floor.getByRole('button', { name: '关闭摄像头' }).click()
  const { items } = (await api('/stock/bins', undefined, 'get')) as { items: { skuCode: string; quantity: number }[] }
  // The film may have begun anew: the label went away and came back, which is a scan of its own.
  expect(items).toMatchObject([{ skuCode: sku }])
  const counted = await floor.getByText(/已扫 \d+ 次/).textContent()
  expect(items[0]?.quantity).toBe(Number(/\d+/.exec(counted ?? '')?.[0]))
  expect(outside).toEqual([])
  expect(faults).toEqual([])

  const order = {
    shopCode: 'tmall',
    address: {
      name: '张三',
      phone: '13812345678',
      country: 'CN',
      province: '浙江省',
      city: '杭州市',
      line1: '文三路 1 号',
    },
    lines: [{ skuCode: sku, quantity: 1, unitPrice: '20.00' }],
  }
  const { id: orderId } = await api('/orders', order)
  let parcel = { id: '', number: '' }
  await expect(async () => {
    const found = (await api('/fulfilments?state=allocated', undefined, 'get')) as { items: (typeof parcel)[] }
    if (found.items.length === 0) await api(`/orders/${orderId}/review`, { decision: 'approve' })
    expect(found.items).toHaveLength(1)
    parcel = found.items[0] ?? parcel
  }).toPass()
  await openPage(floor, '/scan/check')
  await keys(floor, parcel.number)
  await expect(floor.getByRole('heading', { level: 1 })).toContainText('逐件扫描')
  await keys(floor, '*P')
  await expect(floor.getByRole('button', { name: '拍照' })).toBeEnabled()
  await keys(floor, '*P')
  await expect(floor.locator('[data-verdict=ok]')).toContainText('照片已保存')
  await expect(floor.getByText('照片 1 张')).toBeVisible()

  await openPage(page, `/orders/${orderId}`)
  const photo = page.getByRole('img', { name: `${parcel.number} 的照片 1` })
  await expect(photo).toBeVisible()
  await expect.poll(() => photo.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0)
})

/** An uncompressed film in grey, half a second each: a bar code on white, or nothing. */
function filmOf(labels: readonly (string | null)[]): Buffer {
  const [width, height, rate] = [640, 360, 10]
  const colour = Buffer.alloc((width * height) / 2, 128)
  const frames = labels.flatMap((label) => {
    const grey = Buffer.alloc(width * height, 235)
    if (label) {
      const { bars, width: modules } = code128(label)
      const module = Math.floor((width * 0.8) / modules)
      const left = Math.floor((width - module * modules) / 2)
      for (let y = 100; y < 260; y++)
        for (const bar of bars)
          grey.fill(16, y * width + left + bar.x * module, y * width + left + (bar.x + bar.width) * module)
    }
    return Array.from({ length: rate / 2 }, () => [Buffer.from('FRAME\n'), grey, colour]).flat()
  })
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F${rate}:1 Ip A1:1 C420jpeg\n`), ...frames])
}
