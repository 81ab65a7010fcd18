'use client'

import dynamic from 'next/dynamic'
import type { ChartProps } from './chart-data'
import { ChartFrame } from './chart-frame'

export type BarChartProps = ChartProps & {
  /** Lying bars for names (shops, SKUs), standing ones for time. */
  lying?: boolean
  stacked?: boolean
}

// As in TrendChart: the drawing comes after the page.
const BarDrawing = dynamic(() => import('./bar-drawing').then((module) => module.BarDrawing), { ssr: false })

export function BarChart(props: BarChartProps) {
  const { lying = false, rows } = props
  const height = props.height ?? (lying ? Math.max(120, rows.length * 30 + 36) : 220)
  return (
    <ChartFrame {...props} height={height}>
      <BarDrawing {...props} />
    </ChartFrame>
  )
}
