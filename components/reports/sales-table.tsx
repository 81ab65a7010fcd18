import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { formatMoney } from '@/components/table/format-money'
import type { SalesRow, SalesTotal } from '@/lib/modules/reports/schema'
import { averageOrder } from './average-order'
import { type SalesPeriod, salesDrill } from './sales-drill'

const columns = ['orders', 'units', 'goods', 'discount', 'freight', 'revenue', 'averageOrder', 'cancelled'] as const

export type SalesTableProps = {
  rows: readonly SalesRow[]
  total: readonly SalesTotal[]
  period: SalesPeriod
  names: Readonly<Record<string, string>>
  home: string
}

/** The report's figures; every one opens the orders that it counts. The totals come first, where they are seen. */
export function SalesTable({ rows, total, period, names, home }: SalesTableProps) {
  const t = useTranslations('reports.sales')
  const several = total.length > 1
  return (
    <div className="overflow-x-auto rounded-lg border border-line bg-surface">
      <table className="list" aria-label={t('table')}>
        <thead>
          <tr>
            <th scope="col" data-frozen="">
              {t(`group.${period.groupBy}`)}
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" data-align="right">
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {total.map((sums) => (
            <Row
              key={sums.currency}
              name={several ? t('totalIn', { currency: sums.currency }) : t('total')}
              href={salesDrill(period, { currency: several ? sums.currency : undefined })}
              cancelledHref={salesDrill(period, { cancelled: true, currency: several ? sums.currency : undefined })}
              sums={sums}
              home={home}
              strong
            />
          ))}
          {rows.map((row) => (
            <Row
              key={`${row.key} ${row.currency}`}
              name={names[row.key] ?? (row.key || t('noSku'))}
              href={salesDrill(period, { key: row.key, currency: several ? row.currency : undefined })}
              cancelledHref={salesDrill(period, {
                key: row.key,
                cancelled: true,
                currency: several ? row.currency : undefined,
              })}
              sums={row}
              home={home}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

type RowProps = {
  name: string
  href: string | undefined
  cancelledHref: string | undefined
  sums: SalesTotal
  home: string
  strong?: boolean
}

function Row({ name, href, cancelledHref, sums, home, strong = false }: RowProps) {
  const t = useTranslations('reports.sales')
  const locale = useLocale()
  const { currency } = sums
  const money = (amount: string | null) => (amount === null ? '—' : formatMoney(amount, currency, locale, home))
  const cells: Record<(typeof columns)[number], ReactNode> = {
    orders: <Drill href={href}>{sums.orders.toLocaleString(locale)}</Drill>,
    units: <Drill href={href}>{sums.units.toLocaleString(locale)}</Drill>,
    goods: money(sums.goods),
    discount: money(sums.discount),
    freight: money(sums.freight),
    revenue: <Drill href={href}>{money(sums.revenue)}</Drill>,
    averageOrder: money(averageOrder(sums.revenue, sums.orders, currency)),
    cancelled: sums.cancelled > 0 ? <Drill href={cancelledHref}>{sums.cancelled.toLocaleString(locale)}</Drill> : 0,
  }
  return (
    <tr className={strong ? '[--cell:var(--sunken)] font-semibold' : undefined}>
      <td data-frozen="">
        <Drill href={href}>{name}</Drill>
      </td>
      {columns.map((column) => (
        <td key={column} data-align="right" data-label={t(`column.${column}`)}>
          <span data-figure="">{cells[column]}</span>
        </td>
      ))}
    </tr>
  )
}

function Drill({ href, children }: { href: string | undefined; children: ReactNode }) {
  if (!href) return <span className="text-muted">{children}</span>
  return (
    <Link href={href} prefetch={false} className="rounded-sm hover:text-accent-text hover:underline">
      {children}
    </Link>
  )
}
