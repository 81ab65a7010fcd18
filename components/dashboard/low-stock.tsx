import { CircleCheck } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { CountText } from './count-text'

export type LowStockProps = {
  n: number
  capped: boolean
  items: readonly {
    skuId: string
    skuCode: string
    name: string
    nameEn: string
    available: number
    safetyStock: number
  }[]
}

/** The SKUs at or below their safety stock, the shortest first. */
export function LowStock({ n, capped, items }: LowStockProps) {
  const t = useTranslations('dashboard.stock')
  const locale = useLocale()
  return (
    <Card
      title={t('title')}
      padded={false}
      aside={
        n > 0 ? (
          <Link href="/stock/low" prefetch={false} className="rounded-sm text-accent-text hover:underline">
            {t.rich('all', { n: () => <CountText n={n} capped={capped} /> })}
          </Link>
        ) : null
      }
    >
      {n === 0 ? (
        <p className="flex items-center gap-2 px-4 py-3 text-sm text-green-text">
          <CircleCheck aria-hidden="true" className="size-4" />
          {t('none')}
        </p>
      ) : (
        <ul>
          {items.map((item) => (
            <li key={item.skuId} className="border-b border-line-soft last:border-0">
              <Link
                href={`/stock/${item.skuId}`}
                prefetch={false}
                className="flex min-h-12 items-center gap-3 px-4 py-1.5 -outline-offset-2 hover:bg-hover"
              >
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-mono text-xs">{item.skuCode}</span>
                  <span className="block truncate text-xs text-muted">
                    {locale === 'en' && item.nameEn ? item.nameEn : item.name}
                  </span>
                </span>
                <span data-figure="" className="text-right text-sm whitespace-nowrap">
                  <span className={cn('font-semibold', item.available <= 0 ? 'text-danger-text' : 'text-amber-text')}>
                    {item.available.toLocaleString(locale)}
                  </span>
                  <span className="text-muted"> / {item.safetyStock.toLocaleString(locale)}</span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
