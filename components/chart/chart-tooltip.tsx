'use client'

import { type ChartRow, type ChartSeries, colorOf, type Figure } from './chart-data'

export type ChartTooltipProps = {
  row: ChartRow | undefined
  series: readonly ChartSeries[]
  exact: (value: Figure) => string
}

export function ChartTooltip({ row, series, exact }: ChartTooltipProps) {
  if (!row) return null
  return (
    <div className="rounded-md bg-raised px-3 py-2 text-xs text-fg shadow-float">
      <p className="mb-1 text-muted">{row.label}</p>
      {series.map((one, index) => (
        <p key={one.key} className="flex items-center gap-2">
          <span className="size-2 rounded-full" style={{ background: colorOf(one, index) }} />
          <span className="text-muted">{one.label}</span>
          <span className="ml-auto pl-4 font-medium tabular-nums">{exact(row.values[one.key] ?? 0)}</span>
        </p>
      ))}
    </div>
  )
}
