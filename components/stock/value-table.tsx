'use client'

import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { MoneyCell } from '@/components/table/money-cell'
import { cn } from '@/components/ui/cn'
import {
  type AgeBucket,
  ageBuckets,
  type StockValueRow,
  type StockValueView,
} from '@/lib/modules/inventory/value-schema'
import { Quantity } from './quantity'

type Props = { value: StockValueView; warehouses: Readonly<Record<string, string>> }
type Worth = { units: number; value: string }

/** Where the receipts behind a figure are listed. */
function hrefOf(row: StockValueRow | null, age: AgeBucket | null): string {
  const query = new URLSearchParams({
    ...(row && { warehouseCode: row.warehouseCode }),
    ...(row && (row.categoryId ? { categoryId: row.categoryId } : { uncategorised: '1' })),
    ...(age && { age }),
  })
  return `/stock/value/layers${query.size > 0 ? `?${query}` : ''}`
}

function Figure({ worth, currency, href }: { worth: Worth; currency: string; href: string }) {
  if (worth.units === 0) return <span className="text-subtle">—</span>
  return (
    <Link href={href} prefetch={false} className="rounded-sm hover:underline">
      <MoneyCell amount={worth.value} currency={currency} />
    </Link>
  )
}

/** What the stock is worth by warehouse and category, and how long it has been lying; each figure leads to its receipts. */
export function ValueTable({ value, warehouses }: Props) {
  const t = useTranslations('stock')
  const zh = useLocale() === 'zh-CN'
  const { currency } = value
  const nameOf = (row: StockValueRow) =>
    (zh ? row.categoryNameZh : row.categoryNameEn || row.categoryNameZh) ?? t('worth.uncategorised')
  const cells = (row: StockValueRow | null, { ages, total }: { ages: StockValueRow['ages']; total: Worth }) => (
    <>
      {ageBuckets.map((age) => (
        <td
          key={age}
          data-label={t(`worth.ages.${age}`)}
          data-align="right"
          // On a phone every age is a line of its own: those that hold nothing are left out.
          className={cn(ages[age].units === 0 && 'max-md:hidden!')}
        >
          <Figure worth={ages[age]} currency={currency} href={hrefOf(row, age)} />
        </td>
      ))}
      <td data-label={t('worth.units')} data-align="right">
        <Quantity value={total.units} />
      </td>
      <td data-label={t('value')} data-align="right" className="font-semibold">
        <Figure worth={total} currency={currency} href={hrefOf(row, null)} />
      </td>
    </>
  )
  return (
    <div className="overflow-x-auto rounded-lg border border-line bg-surface">
      <table className="list" aria-label={t('worth.title')}>
        <thead>
          <tr>
            <th scope="col">{t('warehouse')}</th>
            <th scope="col">{t('worth.category')}</th>
            {ageBuckets.map((age) => (
              <th key={age} scope="col" data-align="right">
                {t(`worth.ages.${age}`)}
              </th>
            ))}
            <th scope="col" data-align="right">
              {t('worth.units')}
            </th>
            <th scope="col" data-align="right">
              {t('value')}
            </th>
          </tr>
        </thead>
        <tbody>
          <tr className="font-medium">
            <td data-frozen="">{t('detail.total')}</td>
            <td className="max-md:hidden!" />
            {cells(null, value)}
          </tr>
          {value.items.map((row) => (
            <tr key={`${row.warehouseCode} ${row.categoryId}`}>
              <td data-frozen="">{warehouses[row.warehouseCode] ?? row.warehouseCode}</td>
              <td data-label={t('worth.category')}>{nameOf(row)}</td>
              {cells(row, { ages: row.ages, total: row })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
