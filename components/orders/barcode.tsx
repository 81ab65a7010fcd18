import { code128 } from '@/lib/kernel/code128'

const QUIET = 10

/** A Code 128 as vectors: sharp on any printer. */
export function Barcode({ value, className }: { value: string; className?: string }) {
  const { width, bars } = code128(value)
  return (
    <svg
      role="img"
      aria-label={value}
      viewBox={`0 0 ${width + 2 * QUIET} 40`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      className={className}
    >
      {bars.map((bar) => (
        <rect key={bar.x} x={bar.x + QUIET} y="0" width={bar.width} height="40" fill="currentColor" />
      ))}
    </svg>
  )
}
