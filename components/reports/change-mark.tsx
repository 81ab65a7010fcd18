import { ArrowDownRight, ArrowUpRight } from 'lucide-react'
import { useLocale } from 'next-intl'
import { cn } from '@/components/ui/cn'

/** How a figure changed, in percent; nothing where there was nothing to compare with. More is good in all figures shown here. */
export function ChangeMark({ change, title }: { change: string | null; title?: string }) {
  const locale = useLocale()
  if (change === null) return <span className="text-subtle">—</span>
  const value = Number(change)
  const text = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' })
  return (
    <span
      data-figure=""
      title={title}
      className={cn(
        'inline-flex items-center gap-0.5 font-medium whitespace-nowrap [&_svg]:size-3.5',
        value > 0 && 'text-green-text',
        value < 0 && 'text-danger-text',
      )}
    >
      {value > 0 ? <ArrowUpRight aria-hidden="true" /> : null}
      {value < 0 ? <ArrowDownRight aria-hidden="true" /> : null}
      {text.format(value / 100)}
    </span>
  )
}
