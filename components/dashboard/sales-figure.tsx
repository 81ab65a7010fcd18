import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Spark } from '@/components/chart/spark'
import { ChangeMark } from '@/components/reports/change-mark'

export type Figure = { value: ReactNode; change: string | null; href: string }

export type SalesFigureProps = { label: ReactNode; today: Figure; last30: Figure; trend: readonly number[] }

/** One figure: today against yesterday, below it thirty days against the thirty before; each opens its own orders. */
export function SalesFigure({ label, today, last30, trend }: SalesFigureProps) {
  const t = useTranslations('dashboard.figure')
  return (
    <div className="min-w-0 rounded-lg border border-line bg-surface">
      <div className="px-3 pt-3 pb-2.5 md:px-4 md:pt-3.5 md:pb-3">
        <p className="text-sm text-muted">{label}</p>
        <div className="mt-1 flex items-end justify-between gap-3">
          <Link
            href={today.href}
            prefetch={false}
            data-figure=""
            className="truncate rounded-sm text-lg md:text-2xl font-semibold tracking-tight hover:text-accent-text hover:underline"
          >
            {today.value}
          </Link>
          <span className="max-sm:hidden">
            <Spark values={trend} />
          </span>
        </div>
        <p className="mt-1 flex min-h-4 flex-wrap items-center gap-x-1.5 text-xs text-muted">
          <ChangeMark change={today.change} />
          {t('yesterday')}
        </p>
      </div>
      <p className="flex flex-wrap items-center gap-x-2 border-t border-line-soft px-3 py-2 md:px-4 text-xs text-muted">
        {t('last30')}
        <Link
          href={last30.href}
          prefetch={false}
          data-figure=""
          className="truncate sm:ml-auto rounded-sm font-medium text-fg hover:text-accent-text hover:underline"
        >
          {last30.value}
        </Link>
        <ChangeMark change={last30.change} title={t('before30')} />
      </p>
    </div>
  )
}
