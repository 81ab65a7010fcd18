import type { z } from 'zod'
import type { PaperText } from '@/lib/adapters/printing/label'
import type { Draw } from '@/lib/adapters/printing/pdf-of'
import { binSticker, sizes, skuSticker } from '@/lib/adapters/printing/sizes'
import { drawSticker } from '@/lib/adapters/printing/sticker'
import { drawTable } from '@/lib/adapters/printing/table-paper'
import type { id } from '@/lib/kernel/ids'
import { getStocktake } from '@/lib/modules/inventory/get-stocktake'
import { markOf } from '@/lib/modules/prints/internal/paper-words'
import type { PrintRow } from '@/lib/modules/prints/internal/print-row'
import { waveRoute } from '@/lib/modules/warehouse/wave-route'
import type { Context } from '@/lib/platform/door/context'

export type Of<K extends string> = z.output<ReturnType<typeof id<K>>>
export type About = { row: PrintRow; english: boolean; t: PaperText; printed: string }

/** What is still to be picked, stop by stop, with the slots it goes into; what is stopped is not fetched. */
export async function drawPickList(ctx: Context, { row, english, t, printed }: About): Promise<Draw[]> {
  const { wave, stops } = await waveRoute.within(ctx, { waveId: row.subject_id as Of<'wave'> })
  const open = stops.filter((stop) => !stop.blocked && stop.quantity > stop.picked)
  const rows = open.map((stop, i) => [
    String(i + 1),
    stop.binCode,
    `${stop.skuCode} ${(english && stop.nameEn) || stop.name}`,
    String(stop.quantity - stop.picked),
    stop.parcels
      .filter((p) => p.quantity > p.picked)
      .map((p) => `#${p.slot}×${p.quantity - p.picked}`)
      .join(' '),
    '□',
  ])
  const units = open.reduce((sum, stop) => sum + stop.quantity - stop.picked, 0)
  const paper = {
    title: t('pickList'),
    number: wave.number,
    mark: markOf(t, row.copy),
    facts: [`${t('warehouse')} ${wave.warehouseCode}`, t('total', { kinds: open.length, units })],
    columns: [
      { head: '#', share: 1 },
      { head: t('bin'), share: 3 },
      { head: t('goods'), share: 7 },
      { head: t('quantity'), share: 1.5, align: 'right' as const },
      { head: t('slots'), share: 4 },
      { head: t('done'), share: 1.5 },
    ],
    rows,
    after: [],
    printed,
  }
  return [(sheet) => drawTable(sheet, sizes.a4, paper, t)]
}

type Line = {
  position: number
  bin: string
  code: string
  name: string
  name_en: string
  batch: string | null
  book: number
}

/** In the sequence of the route, with an empty field for what lies there. Who counts blind sees no books. */
export async function drawCountSheet(ctx: Context, { row, english, t, printed }: About): Promise<Draw[]> {
  const take = await getStocktake.within(ctx, { stocktakeId: row.subject_id as Of<'stocktake'> })
  const lines = await ctx.sql<Line>(
    `select l.position, n.code as bin, s.code, s.name, s.name_en, k.code as batch, l.book from stocktake_lines l
       join skus s on s.tenant_id = $1 and s.id = l.sku_id join bins n on n.tenant_id = $1 and n.id = l.bin_id
       left join stock_batches k on k.tenant_id = $1 and k.id = l.batch_id
      where l.tenant_id = $1 and l.stocktake_id = $2 and l.state in ('open', 'again') order by l.position`,
    [row.subject_id],
    'print-count-lines',
  )
  const open = take.blind ? [] : [{ head: t('book'), share: 1.5, align: 'right' as const }]
  const paper = {
    title: t('countSheet'),
    number: take.number,
    mark: markOf(t, row.copy),
    facts: [`${t('warehouse')} ${take.warehouseCode}`, t('lines', { count: lines.length }), t('countedBy')],
    columns: [
      { head: '#', share: 1.2 },
      { head: t('bin'), share: 3 },
      { head: t('goods'), share: 7 },
      { head: t('batch'), share: 2.5 },
      ...open,
      { head: t('counted'), share: 3 },
    ],
    rows: lines.map((line) => [
      ...[String(line.position), line.bin, `${line.code} ${(english && line.name_en) || line.name}`, line.batch ?? ''],
      ...(take.blind ? [] : [String(line.book)]),
      '',
    ]),
    after: [],
    printed,
  }
  return [(sheet) => drawTable(sheet, sizes.a4, paper, t)]
}

type Sku = { id: string; code: string; name: string; name_en: string; barcode: string | null }

export async function drawSkuStickers(ctx: Context, rows: readonly PrintRow[], english: boolean): Promise<Draw[]> {
  const skus = await ctx.sql<Sku>(
    `select s.id, s.code, s.name, s.name_en, (select b.barcode from sku_barcodes b where b.tenant_id = $1 and b.sku_id = s.id order by b.barcode limit 1) as barcode
       from skus s where s.tenant_id = $1 and s.id = any($2::uuid[])`,
    [rows.map((row) => row.subject_id)],
    'print-skus',
  )
  const known = new Map(skus.map((sku) => [sku.id, sku]))
  return rows.flatMap((row) => {
    const sku = known.get(row.subject_id)
    if (!sku) return []
    const sticker = {
      code: sku.code,
      bars: sku.barcode ?? sku.code,
      title: (english && sku.name_en) || sku.name,
      note: '',
    }
    return Array.from({ length: row.copies }, (): Draw => (sheet) => drawSticker(sheet, skuSticker, sticker))
  })
}

export function drawBinStickers(rows: readonly PrintRow[]): Draw[] {
  return rows.map(
    (row) => (sheet) =>
      drawSticker(sheet, binSticker, { code: row.reference, bars: row.reference, title: '', note: '' }),
  )
}
