import { drawLabel } from '@/lib/adapters/printing/label'
import type { Draw } from '@/lib/adapters/printing/pdf-of'
import { sizes } from '@/lib/adapters/printing/sizes'
import { drawSlip } from '@/lib/adapters/printing/slip'
import { carriers } from '@/lib/kernel/carriers'
import type { ParcelPaper } from '@/lib/modules/orders/parcel-papers'
import { placeOf } from '@/lib/modules/prints/internal/address'
import { languageFor, paperWords } from '@/lib/modules/prints/internal/paper-words'
import { shown } from '@/lib/modules/prints/internal/templates'
import type { PrintSettings } from '@/lib/modules/prints/schema'
import type { PaperLanguage } from '@/lib/modules/prints/states'

/** What a paper of a parcel says beside the parcel itself. */
export type Told = {
  how: PrintSettings
  /** In the language of the paper: that it is a second copy, or a sample. */
  mark: (t: ReturnType<typeof paperWords>) => string
  printed: string
  language?: PaperLanguage | undefined
}
export type Numbered = { number: string; carrierCode: string }

const nameOf = (line: { name: string; nameEn: string }, language: PaperLanguage) =>
  (language === 'en' && line.nameEn) || line.name

/** What the shop states about returns: how long, how and where to (退货政策). */
function returnsOf({ returns: { days, text } }: ParcelPaper, t: ReturnType<typeof paperWords>): string {
  return [days > 0 ? t('returns', { days }) : '', text].filter((part) => part !== '').join(' ')
}

export function labelOf(paper: ParcelPaper, waybill: Numbered, told: Told): Draw {
  const { how, printed } = told
  const to = paper.receiver
  const language = told.language ?? languageFor(how, to)
  const t = paperWords(language)
  const carrier = carriers.find(([code]) => code === waybill.carrierCode)
  const label = {
    mark: told.mark(t),
    blocks: shown(how.templates[language].label),
    number: paper.number,
    trackingNo: waybill.number,
    carrier: carrier?.[language === 'en' ? 2 : 1] ?? waybill.carrierCode,
    logo: how.logoText,
    shop: paper.shop,
    sender: [how.senderName, how.senderPhone, how.senderAddress].filter(Boolean).join(' '),
    receiver: { name: to?.name ?? '', phone: to?.phone ?? '', place: to ? placeOf(to) : '', line: to?.line1 ?? '' },
    orders: paper.orders.map((order) => order.number),
    goods: paper.lines.map((l) => ({ text: `${l.skuCode} ${nameOf(l, language)}`, quantity: l.quantity })),
    printed,
  }
  return (sheet) => drawLabel(sheet, sizes[how.labelSize], label, t)
}

export function slipOf(paper: ParcelPaper, trackingNo: string | null, told: Told): Draw {
  const { how, printed } = told
  const to = paper.receiver
  const language = told.language ?? languageFor(how, to)
  const t = paperWords(language)
  const { slip: rows, closing } = how.templates[language]
  const units = paper.lines.reduce((sum, line) => sum + line.quantity, 0)
  const slip = {
    mark: told.mark(t),
    blocks: shown(rows),
    title: [how.logoText || paper.shop, t('slip')].join(' · '),
    number: paper.number,
    printed,
    columns: [
      { head: t('sku'), share: 4 },
      { head: t('goods'), share: 8 },
      { head: t('quantity'), share: 2, align: 'right' as const },
    ],
    rows: paper.lines.map((line) => [
      line.skuCode,
      [nameOf(line, language), line.barcode].filter(Boolean).join(' '),
      String(line.quantity),
    ]),
    texts: {
      receiver: to ? [`${to.name} ${to.phone}`, `${placeOf(to)} ${to.line1}`] : [],
      orders: [`${t('orders')} ${paper.orders.map((o) => `${o.number} (${o.channelOrderNo})`).join(', ')}`],
      warehouse: [`${t('warehouse')} ${paper.warehouse}`],
      tracking: trackingNo ? [`${t('trackingNo')} ${trackingNo}`] : [],
      total: [t('total', { kinds: paper.lines.length, units })],
      buyerNotes: paper.buyerNotes.map((note) => `${t('buyerNote')} ${note}`),
      closing: [returnsOf(paper, t), closing].filter((text) => text !== ''),
    },
  }
  return (sheet) => drawSlip(sheet, sizes[how.slipSize], slip, t)
}
