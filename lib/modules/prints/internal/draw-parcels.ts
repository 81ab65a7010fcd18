import { drawLabel } from '@/lib/adapters/printing/label'
import type { Draw } from '@/lib/adapters/printing/pdf-of'
import { sizes } from '@/lib/adapters/printing/sizes'
import { drawTable } from '@/lib/adapters/printing/table-paper'
import { carriers } from '@/lib/kernel/carriers'
import { type ParcelPaper, parcelPapers } from '@/lib/modules/orders/parcel-papers'
import { placeOf } from '@/lib/modules/prints/internal/address'
import { paperWords } from '@/lib/modules/prints/internal/paper-words'
import { parcelsToPrint } from '@/lib/modules/prints/internal/parcels'
import type { PrintRow } from '@/lib/modules/prints/internal/print-row'
import { allSettings } from '@/lib/modules/prints/internal/settings'
import type { PrintSettings } from '@/lib/modules/prints/schema'
import type { Context } from '@/lib/platform/door/context'

type Waybill = { fulfilment_id: string; number: string; carrier_code: string }

/** What was stopped between the click and the file is left out, and so is a label whose number was voided meanwhile. */
export async function drawParcels(
  ctx: Context,
  kind: 'label' | 'packing_slip',
  rows: readonly PrintRow[],
  printed: string,
): Promise<Draw[]> {
  const { good } = await parcelsToPrint(
    ctx,
    rows.map((row) => row.subject_id),
  )
  const papers = await parcelPapers(
    ctx,
    good.map((parcel) => parcel.id),
  )
  const settings = await allSettings(ctx)
  const copies = new Map(rows.map((row) => [row.subject_id, row.copy]))
  const waybills = await ctx.sql<Waybill>(
    'select fulfilment_id, number, carrier_code from waybills where tenant_id = $1 and voided_at is null and fulfilment_id = any($2::uuid[])',
    [papers.map((paper) => paper.id)],
    'print-waybills',
  )
  const numbers = new Map(waybills.map((waybill) => [waybill.fulfilment_id, waybill]))
  return papers.flatMap((paper) => {
    const how = settings.of(paper.shopId)
    const copy = copies.get(paper.id) ?? 1
    if (kind === 'packing_slip')
      return [slipOf(paper, how, copy, numbers.get(paper.id)?.number ?? paper.trackingNo, printed)]
    const waybill = numbers.get(paper.id)
    return waybill ? [labelOf(paper, how, copy, waybill, printed)] : []
  })
}

const nameOf = (line: { name: string; nameEn: string }, { language }: PrintSettings) =>
  (language === 'en' && line.nameEn) || line.name

function labelOf(paper: ParcelPaper, how: PrintSettings, copy: number, waybill: Waybill, printed: string): Draw {
  const carrier = carriers.find(([code]) => code === waybill.carrier_code)
  const to = paper.receiver
  return (sheet) =>
    drawLabel(
      sheet,
      sizes[how.labelSize],
      {
        number: paper.number,
        trackingNo: waybill.number,
        carrier: carrier?.[how.language === 'en' ? 2 : 1] ?? waybill.carrier_code,
        copy,
        logo: how.logoText,
        shop: paper.shop,
        sender: [how.senderName, how.senderPhone, how.senderAddress].filter(Boolean).join(' '),
        receiver: { name: to?.name ?? '', phone: to?.phone ?? '', place: to ? placeOf(to) : '', line: to?.line1 ?? '' },
        orders: paper.orders.map((order) => order.number),
        goods: how.showGoods
          ? paper.lines.map((l) => ({ text: `${l.skuCode} ${nameOf(l, how)}`, quantity: l.quantity }))
          : [],
        printed,
      },
      paperWords(how.language),
    )
}

function slipOf(
  paper: ParcelPaper,
  how: PrintSettings,
  copy: number,
  trackingNo: string | null,
  printed: string,
): Draw {
  const t = paperWords(how.language)
  const to = paper.receiver
  const units = paper.lines.reduce((sum, line) => sum + line.quantity, 0)
  return (sheet) =>
    drawTable(
      sheet,
      sizes[how.slipSize],
      {
        title: [how.logoText || paper.shop, t('slip')].join(' · '),
        number: paper.number,
        copy,
        facts: [
          ...(to ? [`${to.name} ${to.phone}`, `${placeOf(to)} ${to.line1}`] : []),
          `${t('orders')} ${paper.orders.map((o) => `${o.number} (${o.channelOrderNo})`).join(', ')}`,
          `${t('warehouse')} ${paper.warehouse}`,
          ...(trackingNo ? [`${t('trackingNo')} ${trackingNo}`] : []),
        ],
        columns: [
          { head: t('sku'), share: 4 },
          { head: t('goods'), share: 8 },
          { head: t('quantity'), share: 2, align: 'right' },
        ],
        rows: paper.lines.map((line) => [
          line.skuCode,
          [nameOf(line, how), line.barcode].filter(Boolean).join(' '),
          String(line.quantity),
        ]),
        after: [
          t('total', { kinds: paper.lines.length, units }),
          ...paper.buyerNotes.map((note) => `${t('buyerNote')} ${note}`),
        ],
        printed,
      },
      t,
    )
}
