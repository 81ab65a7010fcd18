/** A figure as the views carry it: counts are numbers, money is a decimal string. */
export type Figure = number | string

export type ChartRow = {
  key: string
  /** What stands on the axis, e.g. '11-22' or a shop's name. */
  label: string
  /** Leads to the rows behind the figure; drawn as a link in the table. */
  href?: string
  values: Readonly<Record<string, Figure>>
}

export type ChartSeries = {
  key: string
  label: string
  /** One of the five chart colours; given by position when absent. */
  color?: 1 | 2 | 3 | 4 | 5
}

/** How figures are written: data, not a function, so that a server page can say it. */
export type FigureFormat = { kind: 'number' } | { kind: 'money'; currency: string } | { kind: 'percent' }

export type ChartProps = {
  /** Names the chart for who cannot see it, and heads the table behind it. */
  title: string
  rows: readonly ChartRow[]
  /** At most five. */
  series: readonly ChartSeries[]
  format: FigureFormat
  height?: number
  /** Header of the first column of the table behind. */
  rowHeader?: string
}

export function colorOf(series: ChartSeries, index: number): string {
  return `var(--chart-${series.color ?? (index % 5) + 1})`
}

/** What recharts draws: floating-point is enough for pixels; texts use the exact figure. */
export function drawn(rows: readonly ChartRow[], series: readonly ChartSeries[]) {
  return rows.map((row) => ({
    label: row.label,
    row,
    ...Object.fromEntries(series.map(({ key }) => [key, Number(row.values[key] ?? 0)])),
  }))
}

/**
 * A drawing takes its place's width by CSS and is drawn anew when that changes. Between the two it is scaled: it never lies over its
 * place's edge, as one of a measured width does for as long as the measuring lags behind.
 */
export const filling = { responsive: true, style: { width: '100%', height: '100%' } } as const
