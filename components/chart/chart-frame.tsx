'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Table, Td, Th } from '@/components/ui/table'
import { type ChartProps, colorOf } from './chart-data'
import { useFigure } from './use-figure'

/** Round every chart: names of the series, the drawing, and the figures as a table one press away. */
export function ChartFrame({
  title,
  rows,
  series,
  format,
  height = 220,
  rowHeader,
  children,
}: ChartProps & { children: ReactNode }) {
  const t = useTranslations('ui.chart')
  const { exact } = useFigure(format)
  if (rows.length === 0) {
    return (
      <p className="flex items-center justify-center text-sm text-muted" style={{ height }}>
        {t('empty')}
      </p>
    )
  }
  return (
    <figure aria-label={t('label', { title })} className="flex min-w-0 flex-col gap-2">
      {series.length > 1 ? (
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
          {series.map((one, index) => (
            <li key={one.key} className="flex items-center gap-1.5">
              <span className="size-2 rounded-full" style={{ background: colorOf(one, index) }} />
              {one.label}
            </li>
          ))}
        </ul>
      ) : null}
      {/* Hidden from screen readers and left out of the tab order: the table below says the same, exactly. */}
      <div aria-hidden="true" className="text-xs" style={{ height }}>
        {children}
      </div>
      <details className="group text-xs">
        <summary className="inline-flex min-h-6 items-center rounded-sm text-muted hover:text-fg">{t('table')}</summary>
        <div className="mt-2 max-h-72 overflow-y-auto rounded-md border border-line">
          <Table>
            <thead>
              <tr>
                <Th>{rowHeader ?? t('period')}</Th>
                {series.map((one) => (
                  <Th key={one.key} align="right">
                    {one.label}
                  </Th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.key}>
                  <Td>
                    {row.href ? (
                      <Link href={row.href} className="text-accent-text hover:underline">
                        {row.label}
                      </Link>
                    ) : (
                      row.label
                    )}
                  </Td>
                  {series.map((one) => (
                    <Td key={one.key} align="right">
                      {exact(row.values[one.key] ?? 0)}
                    </Td>
                  ))}
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      </details>
    </figure>
  )
}
