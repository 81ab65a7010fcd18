import { describe, expect, it } from 'vitest'
import { isEan13 } from '@/lib/adapters/printing/bars'
import { missing } from '@/lib/adapters/printing/fonts'
import { drawLabel, type Label } from '@/lib/adapters/printing/label'
import { pdfOf } from '@/lib/adapters/printing/pdf-of'
import { picturesOf } from '@/lib/adapters/printing/pictures-of'
import { sizes, skuSticker } from '@/lib/adapters/printing/sizes'
import { drawSticker } from '@/lib/adapters/printing/sticker'
import { drawTable } from '@/lib/adapters/printing/table-paper'
import { bytesOf, codesOf, textsOf } from '@/tests/support/read-pdf'

const t = (key: string, values?: Record<string, string | number>) =>
  `${key}${values ? Object.values(values).join() : ''}`

const label = (over: Partial<Label> = {}): Label => ({
  number: 'FS-20261122-0007',
  trackingNo: 'SF1300000000012',
  carrier: '顺丰速运',
  mark: '',
  blocks: ['carrier', 'tracking', 'receiver', 'sender', 'parcel', 'goods'],
  logo: '喆记',
  shop: '旗舰店',
  sender: '商队 13900000000 浙江杭州',
  receiver: {
    name: '𠮷田㐂子·䶮喆',
    phone: '13812345678',
    place: '广东省 深圳市 南山区',
    line: '粤海街道科技园南区高新南七道 12 号大厦 A 座 1203 室（请放㛃玥便利店）',
  },
  orders: ['SO-20261122-0001'],
  goods: Array.from({ length: 30 }, (_, i) => ({ text: `保温杯 ${i}`, quantity: 1 })),
  printed: '2026-11-22 10:00',
  ...over,
})

const plain = (text: string) => text.replace(/\s+/g, '')

describe('papers', () => {
  it.each(['100x150', '76x130', 'a6'] as const)(
    'say what was put in, and their bars read at 203 dpi: %s',
    async (size) => {
      const one = label()
      const bytes = await bytesOf(pdfOf('x', [(sheet) => drawLabel(sheet, sizes[size], one, t)]))
      const [text = ''] = await textsOf(bytes)
      for (const part of [
        ...Object.values(one.receiver),
        one.sender,
        one.carrier,
        one.logo,
        one.number,
        one.trackingNo,
      ])
        expect(text).toContain(plain(part))
      expect(text).not.toContain('reprint')
      const codes = await codesOf(bytes)
      expect(codes).toContainEqual({ format: 'Code128', text: one.trackingNo })
      expect(codes).toContainEqual({ format: 'QRCode', text: one.number })
    },
  )

  it('mark a second copy in the text itself', async () => {
    const [text] = await textsOf(
      await bytesOf(pdfOf('x', [(sheet) => drawLabel(sheet, sizes['100x150'], label({ mark: 'reprint2' }), t)])),
    )
    expect(text).toContain('reprint2')
  })

  it('draw the blocks of their template in its sequence and nothing else; goods leave room for what comes below', async () => {
    const one = label({ blocks: ['receiver', 'goods', 'tracking', 'sender'] })
    const [text = ''] = await textsOf(
      await bytesOf(pdfOf('x', [(sheet) => drawLabel(sheet, sizes['100x150'], one, t)])),
    )
    const at = [one.receiver.line, '保温杯 0', one.trackingNo, one.sender].map((part) => text.indexOf(plain(part)))
    expect(at).toEqual([...at].sort((a, b) => a - b))
    expect(at).not.toContain(-1)
    expect([text.includes(one.carrier), text.includes(one.number)]).toEqual([false, false])
    expect(text).toContain('more')
    // The picture says what the PDF says: the same lines, cut at the same places.
    const [picture = ''] = picturesOf((sheet) => drawLabel(sheet, sizes['100x150'], one, t))
    const said = [...picture.matchAll(/>([^<>]+)<\/text>/g)].map(([, run = '']) => run).join('')
    expect(plain(said)).toBe(text)
  })

  it('name the characters that no face has, and print a sign in their place', async () => {
    expect(missing('张三 𠮷㐂䶮喆邨镕燊堃')).toEqual([])
    expect(missing('王𪚥😀😀')).toEqual(['𪚥', '😀'])
    const one = label({ shop: '店𪚥' })
    expect((await textsOf(await bytesOf(pdfOf('x', [(sheet) => drawLabel(sheet, sizes.a6, one, t)]))))[0]).toContain(
      '店〓',
    )
  })

  it('go on over as many pages as there are rows', async () => {
    const rows = Array.from({ length: 90 }, (_, i) => [`${i + 1}`, `A-01-${i}`, '搪瓷杯，白色，三百毫升'])
    const columns = [
      { head: '#', share: 1 },
      { head: '货位', share: 3 },
      { head: '商品', share: 6 },
    ]
    const paper = {
      title: '拣货单',
      number: 'WV-20261122-0001',
      mark: '',
      facts: ['杭州仓'],
      columns,
      rows,
      after: [],
      printed: 'x',
    }
    const bytes = await bytesOf(pdfOf('x', [(sheet) => drawTable(sheet, sizes.a4, paper, t)]))
    const pages = await textsOf(bytes)
    expect(pages.length).toBeGreaterThan(1)
    const all = pages.join('')
    expect(rows.every(([, bin = '']) => all.includes(bin))).toBe(true)
    expect(await codesOf(bytes)).toContainEqual({ format: 'Code128', text: paper.number })
  })

  it('put an EAN-13 on goods that have one, and Code 128 on the others', async () => {
    expect([isEan13('6901234567892'), isEan13('6901234567890')]).toEqual([true, false])
    const stickers = ['6901234567892', 'CUP-WHITE-300'].map((bars) => ({
      code: 'CUP-W',
      bars,
      title: '搪瓷杯',
      note: '',
    }))
    const bytes = await bytesOf(
      pdfOf(
        'x',
        stickers.map((one) => (sheet) => drawSticker(sheet, skuSticker, one)),
      ),
    )
    expect(await codesOf(bytes, 1)).toContainEqual({ format: 'EAN13', text: '6901234567892' })
    expect(await codesOf(bytes, 2)).toContainEqual({ format: 'Code128', text: 'CUP-WHITE-300' })
  })
})
