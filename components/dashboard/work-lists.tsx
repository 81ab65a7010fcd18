import { ChevronRight, CircleCheck } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { TimeCell } from '@/components/table/time-cell'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { type Tone, toneDot } from '@/components/ui/tone'
import type { WorkList, WorkListKey } from '@/lib/modules/reports/schema'
import { CountText } from './count-text'
import { workHrefs } from './work-hrefs'

const tones: Record<WorkListKey, Tone> = {
  overdue: 'danger',
  held: 'danger',
  pendingReview: 'amber',
  callsDue: 'amber',
  awaitingPurchase: 'orange',
  refundDue: 'orange',
  rejects: 'violet',
}

/** What waits for somebody, the most pressing first and what is empty last; each row opens its list. */
export function WorkLists({ lists }: { lists: readonly WorkList[] }) {
  const t = useTranslations('dashboard.work')
  const order = Object.keys(tones)
  const sorted = [...lists].sort(
    (a, b) => Number(a.n === 0) - Number(b.n === 0) || order.indexOf(a.key) - order.indexOf(b.key),
  )
  return (
    <Card title={t('title')} padded={false}>
      {lists.every((list) => list.n === 0) ? (
        <p className="flex items-center gap-2 border-b border-line-soft px-4 py-3 text-sm text-green-text">
          <CircleCheck aria-hidden="true" className="size-4" />
          {t('none')}
        </p>
      ) : null}
      <ul>
        {sorted.map(({ key, n, capped, oldest }) => (
          <li key={key} className="border-b border-line-soft last:border-0">
            <Link
              href={workHrefs[key]}
              prefetch={false}
              className="flex min-h-12 items-center gap-3 px-4 py-2 -outline-offset-2 hover:bg-hover"
            >
              <span
                aria-hidden="true"
                className={cn('size-2 shrink-0 rounded-full', n > 0 ? toneDot[tones[key]] : 'bg-line-strong')}
              />
              <span className="min-w-0 flex-1">
                <span className={cn('block text-sm', n > 0 ? 'font-medium' : 'text-muted')}>{t(`list.${key}`)}</span>
                {oldest ? (
                  <span className="block text-xs text-muted">
                    {t(`oldest.${key}`)} <TimeCell value={oldest} />
                  </span>
                ) : null}
              </span>
              <span className={cn('text-lg', n > 0 ? 'font-semibold' : 'text-subtle')}>
                <CountText n={n} capped={capped} />
              </span>
              <ChevronRight aria-hidden="true" className="size-4 text-subtle" />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
