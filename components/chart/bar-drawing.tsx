'use client'

import { Bar, CartesianGrid, BarChart as Chart, Tooltip, XAxis, YAxis } from 'recharts'
import type { BarChartProps } from './bar-chart'
import { type ChartRow, colorOf, drawn, filling } from './chart-data'
import { ChartTooltip } from './chart-tooltip'
import { useFigure } from './use-figure'

/** The drawing of a BarChart, apart from it because its library is large. */
export function BarDrawing({ lying = false, stacked = false, ...props }: BarChartProps) {
  const { rows, series, format } = props
  const { exact, short } = useFigure(format)
  const names = (
    <>
      {lying ? (
        <YAxis
          type="category"
          dataKey="label"
          width={112}
          tickLine={false}
          axisLine={false}
          tick={{ fill: 'var(--fg)', fontSize: 12 }}
        />
      ) : (
        <XAxis
          dataKey="label"
          tickLine={false}
          axisLine={{ stroke: 'var(--line)' }}
          tick={{ fill: 'var(--muted)', fontSize: 11 }}
          minTickGap={20}
          tickMargin={6}
        />
      )}
    </>
  )
  const figures = {
    tickLine: false,
    axisLine: false,
    tick: { fill: 'var(--muted)', fontSize: 11 },
    tickFormatter: short,
  }
  return (
    <Chart
      {...filling}
      accessibilityLayer={false}
      data={drawn(rows, series)}
      layout={lying ? 'vertical' : 'horizontal'}
      margin={{ top: 8, right: lying ? 16 : 8, bottom: 0, left: 0 }}
      barCategoryGap={lying ? 8 : '24%'}
    >
      <CartesianGrid vertical={lying} horizontal={!lying} stroke="var(--line-soft)" />
      {names}
      {lying ? (
        <XAxis type="number" domain={[0, 'auto']} {...figures} />
      ) : (
        <YAxis width={44} domain={[0, 'auto']} {...figures} />
      )}
      <Tooltip
        cursor={{ fill: 'var(--hover)' }}
        isAnimationActive={false}
        content={({ active, payload }) =>
          active ? (
            <ChartTooltip row={payload[0]?.payload.row as ChartRow | undefined} series={series} exact={exact} />
          ) : null
        }
      />
      {series.map((one, index) => (
        <Bar
          key={one.key}
          dataKey={one.key}
          stackId={stacked ? 'all' : undefined}
          fill={colorOf(one, index)}
          radius={stacked ? 0 : lying ? [0, 3, 3, 0] : [3, 3, 0, 0]}
          maxBarSize={lying ? 18 : 36}
          isAnimationActive={false}
        />
      ))}
    </Chart>
  )
}
