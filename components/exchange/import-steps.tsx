import { Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import type { ImportView } from '@/lib/modules/exchange/schema'

const steps = ['file', 'columns', 'check', 'load'] as const

/** Where an import stands on its way; the same four steps for every kind. */
export function ImportSteps({ one, mapping }: { one: ImportView; mapping: boolean }) {
  const t = useTranslations('exchange.steps')
  const at = mapping ? 1 : one.phase === 'check' || one.state === 'checked' ? 2 : 3
  const over = one.state === 'done' || one.state === 'undone'
  return (
    <ol className="flex flex-wrap gap-x-6 gap-y-2 text-sm">
      {steps.map((step, i) => {
        const done = i < at || over
        return (
          <li
            key={step}
            aria-current={i === at && !over ? 'step' : undefined}
            className={cn('flex items-center gap-2', i === at ? 'font-medium text-fg' : 'text-muted')}
          >
            <span
              className={cn(
                'flex size-5 items-center justify-center rounded-full border text-xs [&_svg]:size-3',
                done ? 'border-green-line bg-green-soft text-green-text' : 'border-line',
                i === at && !over && 'border-accent text-accent-text',
              )}
            >
              {done ? <Check aria-hidden="true" /> : i + 1}
            </span>
            {t(step)}
          </li>
        )
      })}
    </ol>
  )
}
