'use client'

import { Area, AreaChart, CartesianGrid, Tooltip, XAxis, YAxis } from 'recharts'
import { type ChartProps, type ChartRow, colorOf, drawn, filling } from './chart-data'
import { ChartTooltip } from './chart-tooltip'
import { useFigure } from './use-figure'

/** The drawing of a TrendChart, apart from it because its library is large. */
export function TrendDrawing(props: ChartProps) {
  const { rows, series, format } = props
  const { exact, short } = useFigure(format)
  return (
    <AreaChart
      {...filling}
      accessibilityLayer={false}
      data={drawn(rows, series)}
      margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
    >
      <CartesianGrid vertical={false} stroke="var(--line-soft)" />
      <XAxis
        dataKey="label"
        tickLine={false}
        axisLine={{ stroke: 'var(--line)' }}
        tick={{ fill: 'var(--muted)', fontSize: 11 }}
        minTickGap={28}
        tickMargin={6}
      />
      <YAxis
        width={44}
        domain={[0, 'auto']}
        tickLine={false}
        axisLine={false}
        tick={{ fill: 'var(--muted)', fontSize: 11 }}
        tickFormatter={short}
      />
      <Tooltip
        cursor={{ stroke: 'var(--line-strong)' }}
        isAnimationActive={false}
        content={({ active, payload }) =>
          active ? (
            <ChartTooltip row={payload[0]?.payload.row as ChartRow | undefined} series={series} exact={exact} />
          ) : null
        }
      />
      {series.map((one, index) => (
        <Area
          key={one.key}
          dataKey={one.key}
          type="monotone"
          stroke={colorOf(one, index)}
          strokeWidth={1.75}
          fill={colorOf(one, index)}
          fillOpacity={series.length === 1 ? 0.1 : 0}
          dot={rows.length < 3}
          activeDot={{ r: 3.5, strokeWidth: 0 }}
          isAnimationActive={false}
        />
      ))}
    </AreaChart>
  )
}
