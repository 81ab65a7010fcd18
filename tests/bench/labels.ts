import { readFileSync } from 'node:fs'
import bwip from 'bwip-js/node'
import PDFDocument from 'pdfkit'
import { createWaybillPool } from '@/lib/modules/prints/create-waybill-pool'
import { openPrint } from '@/lib/modules/prints/open-print'
import { printLabels } from '@/lib/modules/prints/print-labels'
import { run } from '@/lib/platform/door/run'
import { alternate, type Figure, figure } from '@/tests/bench/report'
import { parcelsFor } from '@/tests/support/floor'
import { createShopWithStock } from '@/tests/support/shop'

const count = Number(process.env.BENCH_LABELS ?? 500)
const rounds = 5
const font = 'node_modules/@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf'

/**
 * Five hundred labels from the click to the last byte: parcels judged and locked, numbers taken from a pool, addresses opened, prints
 * written down, the file drawn. Beside it the drawing alone by hand: as many pages with the same texts and bars in one font, put where
 * they are known to fit.
 */
export async function labelsBench(): Promise<Figure[]> {
  const shop = await createShopWithStock({ BENCH: count + 10 })
  await run(createWaybillPool, shop.owner, { carrierCode: 'sf', first: 'SF1300000000000', last: 'SF1300000099999' })
  const parcels = await parcelsFor(
    shop,
    Array.from({ length: count }, (): [string, number] => ['BENCH', 1]),
  )
  const fulfilmentIds = parcels.map((parcel) => parcel.id)
  const ours = async () => {
    const { printId } = await run(printLabels, shop.owner, { fulfilmentIds, carrierCode: 'sf', reprint: 'jam' })
    const file = await run(openPrint, shop.owner, { printId: printId ?? '' })
    let bytes = 0
    for await (const part of file.body()) bytes += part.length
    if (bytes < count * 100) throw new Error('the file is too small to hold the labels')
  }
  const floor = () => drawByHand(parcels.map((parcel) => parcel.number))
  const { ours: mine, floor: bare } = await alternate(rounds, ours, floor)
  const conditions = `${count} labels of 100 × 150 mm in one file, one after the other; median of ${rounds}`
  return [figure('labels.print', mine, bare, 'lower', 'ms', conditions)]
}

async function drawByHand(numbers: readonly string[]): Promise<void> {
  const doc = new PDFDocument({ autoFirstPage: false, margin: 0 })
  doc.registerFont('sc', readFileSync(font))
  const texts = [
    '顺丰速运',
    '收',
    '张三 13812345678',
    '浙江省 杭州市',
    '文三路 9 号',
    'BENCH 搪瓷杯',
    '2026-11-22 王 打印',
  ]
  for (const number of numbers) {
    doc
      .addPage({ size: [283, 425], margin: 0 })
      .font('sc')
      .fontSize(11)
    for (const [i, text] of [number, `SO-${number}`, ...texts].entries())
      doc.text(text, 8, 80 + i * 20, { lineBreak: false })
    const [made] = bwip.raw({ bcid: 'code128', text: number })
    let x = 20
    for (const [i, width] of (made && 'sbs' in made ? made.sbs : []).entries()) {
      if (i % 2 === 0) doc.rect(x, 20, width, 48)
      x += width
    }
    doc.fill('black')
  }
  doc.end()
  for await (const part of doc as AsyncIterable<Uint8Array>) if (part.length === 0) return
}
