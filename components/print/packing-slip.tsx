import { useLocale, useTranslations } from 'next-intl'
import { useTenant } from '@/components/layout/tenant-context'
import { Barcode } from '@/components/orders/barcode'
import { exactTime } from '@/components/table/format-time'
import { cn } from '@/components/ui/cn'
import type { Address } from '@/lib/modules/orders/schema'

export type Slip = {
  fulfilmentId: string
  number: string
  shop: string
  warehouse: string
  trackingNo: string | null
  copy: number
  orders: { number: string; channelOrderNo: string }[]
  receiver: Address | null
  buyerNotes: string[]
  lines: { skuCode: string; name: string; nameEn: string; quantity: number; barcode: string | null }[]
  printedAt: string
  printedBy: string
}

/** Who packs counts pieces: a SKU on several lines is one row. */
function gathered(lines: Slip['lines']): Slip['lines'] {
  const bySku = new Map<string, Slip['lines'][number]>()
  for (const line of lines) {
    const before = bySku.get(line.skuCode)
    bySku.set(line.skuCode, before ? { ...before, quantity: before.quantity + line.quantity } : line)
  }
  return [...bySku.values()]
}

/** Black on white whatever the theme: this is paper. `narrow` for rolls 100 mm wide. */
export function PackingSlip({ slip, narrow }: { slip: Slip; narrow: boolean }) {
  const t = useTranslations('shipping.slip')
  const zh = useLocale() === 'zh-CN'
  const { timeZone } = useTenant()
  const to = slip.receiver
  const place = to
    ? [to.country, to.province, to.city, to.district, to.line1, to.postcode].filter(Boolean).join(' ')
    : ''
  const lines = gathered(slip.lines)
  const units = lines.reduce((sum, line) => sum + line.quantity, 0)
  const text = narrow ? 'text-xs' : 'text-sm'
  return (
    <article
      className={cn(
        'paper mx-auto my-6 break-after-page last:break-after-auto print:m-0 print:w-auto print:p-0',
        narrow ? 'w-[100mm] p-[3mm]' : 'w-[210mm] max-w-full p-[12mm]',
        text,
      )}
    >
      <header className={cn('flex items-start justify-between gap-4', narrow && 'flex-col gap-2')}>
        <div>
          <p className={cn('font-semibold', narrow ? 'text-base' : 'text-xl')}>{slip.shop}</p>
          <p>
            {t('heading')} · {slip.warehouse}
            {slip.copy > 1 ? <strong> · {t('copy', { copy: slip.copy })}</strong> : null}
          </p>
        </div>
        <div className={cn('text-center', narrow && 'w-full')}>
          <Barcode value={slip.number} className={cn('h-[14mm]', narrow ? 'w-full' : 'w-[70mm]')} />
          <p className="font-mono">{slip.number}</p>
        </div>
      </header>
      <section className="mt-3 border-y border-current py-2">
        {to ? (
          <>
            <p className={cn('font-semibold', narrow ? 'text-sm' : 'text-base')}>
              {to.name} {to.phone}
            </p>
            <p className="wrap-break-word">{place}</p>
          </>
        ) : null}
        <p className="mt-1">
          {t('orders')} {slip.orders.map((order) => `${order.number} (${order.channelOrderNo})`).join(t('joint'))}
        </p>
        {slip.trackingNo ? (
          <p>
            {t('trackingNo')} <span className="font-mono">{slip.trackingNo}</span>
          </p>
        ) : null}
      </section>
      <table className="mt-3 w-full border-collapse">
        <thead>
          <tr className="border-b border-current text-left">
            <th scope="col" className="py-1 pr-2 font-semibold">
              SKU
            </th>
            <th scope="col" className="py-1 pr-2 font-semibold">
              {t('goods')}
            </th>
            <th scope="col" className="py-1 text-right font-semibold">
              {t('quantity')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.skuCode} className="break-inside-avoid border-b border-current/30 align-top">
              <td className="py-1 pr-2 font-mono">{line.skuCode}</td>
              <td className="py-1 pr-2">
                {(zh ? line.name : line.nameEn) || line.name}
                {line.barcode ? <span className="block font-mono opacity-70">{line.barcode}</span> : null}
              </td>
              <td className="py-1 text-right font-semibold tabular-nums">{line.quantity}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={2} className="py-1">
              {t('kinds', { count: lines.length })}
            </td>
            <td className="py-1 text-right font-semibold tabular-nums">{units}</td>
          </tr>
        </tfoot>
      </table>
      {slip.buyerNotes.length > 0 ? (
        <p className="mt-2 whitespace-pre-wrap">
          <strong>{t('buyerNote')}</strong> {slip.buyerNotes.join('\n')}
        </p>
      ) : null}
      <footer className="mt-4 opacity-70">
        {t('printed', { at: exactTime(new Date(slip.printedAt), timeZone), by: slip.printedBy })}
      </footer>
    </article>
  )
}
