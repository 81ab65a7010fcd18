import { expect, test } from 'vitest'
import { getPrintSettings } from '@/lib/modules/prints/get-print-settings'
import { listWaybills } from '@/lib/modules/prints/list-waybills'
import { openPrint } from '@/lib/modules/prints/open-print'
import { previewPrint } from '@/lib/modules/prints/preview-print'
import { printSlips } from '@/lib/modules/prints/print-slips'
import { setPrintSettings } from '@/lib/modules/prints/set-print-settings'
import { updateShop } from '@/lib/modules/settings/update-shop'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { ordered, ready } from '@/tests/support/order-work'
import { bytesOf, textsOf } from '@/tests/support/read-pdf'
import { createShopWithStock } from '@/tests/support/shop'

await setupWorkerDatabase()

const said = (picture: string | undefined) =>
  [...(picture ?? '').matchAll(/>([^<>]+)<\/text>/g)]
    .map(([, run = '']) => run)
    .join('')
    .replace(/\s+/g, '')

test('S4.21 templates: blocks of a shop and language in their sequence, the same in the preview and on paper', async () => {
  const shop = await createShopWithStock({ CUP: 50 })
  const made = await run(previewPrint, shop.owner, { paper: 'label' })
  expect([made.parcel, made.pages.length]).toEqual([null, 1])

  const asked = ['A', 'B'].map((no) => {
    const one = ordered(no, { CUP: 1 })
    const abroad = { country: 'FR', province: '', city: 'Lyon', line1: '3 rue Mercière', name: 'Jean Moulin' }
    return no === 'B' ? { ...one, address: { ...one.address, ...abroad } } : one
  })
  const orders = await ready(shop, asked)
  const settings = {
    language: 'receiver',
    templates: {
      'zh-CN': {
        slip: [
          { block: 'goods', on: true },
          { block: 'orders', on: true },
        ],
        closing: '谢谢惠顾',
      },
      en: {
        slip: [
          { block: 'orders', on: true },
          { block: 'receiver', on: false },
          { block: 'goods', on: false },
          { block: 'closing', on: true },
        ],
        closing: 'Thank you',
      },
    },
  }
  const before = { version: 0 }
  const saved = await run(setPrintSettings, shop.owner, { shopCode: 'tmall', ...settings, ...before })
  // What a slip is for cannot be left out; what a template does not name is off.
  expect(saved.templates.en.slip.map((row) => `${row.block} ${row.on}`)).toEqual([
    ...['orders true', 'receiver false', 'goods true', 'closing true'],
    ...['warehouse false', 'tracking false', 'total false', 'buyerNotes false'],
  ])
  await expect(
    run(setPrintSettings, shop.owner, {
      templates: { en: { label: Array(2).fill({ block: 'goods', on: true }) } },
    }),
  ).rejects.toMatchObject({ code: 'invalid', params: { errors: [{ path: 'templates.en.label', code: 'twice' }] } })

  // S0.39: within how long, and how: what the shop states stands on its slips, where its template has closing words.
  const policy = { returnDays: 14, returnText: 'Rue Mercière 9, Lyon' }
  const stated = await run(updateShop, shop.owner, { shopId: shop.shopId, version: 1, ...policy })
  expect(stated).toMatchObject(policy)
  // What a change does not name stays.
  expect(await run(updateShop, shop.owner, { shopId: shop.shopId, version: 2, name: 'Tmall' })).toMatchObject(policy)

  const answer = await run(printSlips, shop.owner, { orderIds: orders.map((order) => order.id) })
  expect(answer.refused).toEqual([])
  const numbers = answer.printed.map((one) => one.reference)
  const pages = await textsOf(
    await bytesOf(
      (await run(openPrint, shop.owner, { printId: answer.printId ?? '' })).body() as AsyncIterable<Uint8Array>,
    ),
  )
  const home = pages.find((page) => page.includes('发货单')) ?? ''
  const away = pages.find((page) => page.includes('Packingslip')) ?? ''
  const sequence = (text: string, parts: string[]) => parts.map((part) => text.indexOf(part))
  for (const at of [
    sequence(home, ['CUP', orders[0]?.number ?? '']),
    sequence(away, [orders[1]?.number ?? '', 'CUP', 'Returnswithin14daysofdelivery', 'RueMercière9', 'Thankyou']),
  ])
    expect([at.includes(-1), at]).toEqual([false, [...at].sort((a, b) => a - b)])
  expect([home.includes('谢谢惠顾'), away.includes('3rueMercière')]).toEqual([false, false])

  // The newest parcel, drawn with settings that nobody saved; who looks at it learns no address.
  const {
    own: _,
    shopCode: __,
    version: ___,
    ...stored
  } = await run(getPrintSettings, shop.owner, { shopCode: 'tmall' })
  const seen = await run(previewPrint, shop.owner, {
    ...{ ...stored, shopCode: 'tmall', paper: 'label', logoText: '喆记<b>', language: 'zh-CN' },
  })
  expect(numbers).toContain(seen.parcel)
  const [text, english] = [
    said(seen.pages[0]),
    said((await run(previewPrint, shop.owner, { ...stored, paper: 'slip', paperLanguage: 'en' })).pages[0]),
  ]
  expect(text).toContain('样张')
  expect(text).toContain('喆记&lt;b&gt;')
  expect(text).not.toContain('Mercière')
  expect(english).toContain('Thankyou')
  expect((await run(listWaybills, shop.owner, {})).items).toEqual([])
})
