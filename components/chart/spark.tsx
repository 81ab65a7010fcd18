/** A small line beside a figure: the shape of the last days, nothing to read off. Drawn on the server, no script. */
export function Spark({
  values,
  width = 96,
  height = 28,
}: {
  values: readonly number[]
  width?: number
  height?: number
}) {
  if (values.length < 2) return null
  const top = Math.max(...values, 1)
  const step = width / (values.length - 1)
  const points = values.map(
    (value, index) => `${(index * step).toFixed(1)},${(height - 2 - (value / top) * (height - 4)).toFixed(1)}`,
  )
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" className="shrink-0">
      <polyline points={`0,${height} ${points.join(' ')} ${width},${height}`} fill="var(--chart-1)" fillOpacity=".1" />
      <polyline
        points={points.join(' ')}
        fill="none"
        stroke="var(--chart-1)"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
    </svg>
  )
}
