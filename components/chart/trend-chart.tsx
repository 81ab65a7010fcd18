'use client'

import dynamic from 'next/dynamic'
import type { ChartProps } from './chart-data'
import { ChartFrame } from './chart-frame'

// The library that draws weighs as much as the rest of the page: it comes after it, into a place that is kept free.
const TrendDrawing = dynamic(() => import('./trend-drawing').then((module) => module.TrendDrawing), { ssr: false })

/** How something went over time; from zero, so that a small change looks small. */
export function TrendChart(props: ChartProps) {
  return (
    <ChartFrame {...props}>
      <TrendDrawing {...props} />
    </ChartFrame>
  )
}
