'use client'

import { StickyNote } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { OrderFlag } from '@/components/orders/order-flag'
import type { MarkView } from '@/lib/modules/marks/schema'

/** The flag, who follows it up, and that there are notes. */
export function MarksCell({ mark }: { mark: MarkView | undefined }) {
  const t = useTranslations('marks')
  if (!mark) return null
  return (
    <span className="inline-flex items-center gap-1.5">
      <OrderFlag flag={mark.flag} />
      {mark.assignee ? <span>{mark.assignee.name}</span> : null}
      {mark.notes > 0 ? (
        <span
          className="inline-flex items-center gap-0.5 text-xs text-muted [&_svg]:size-3.5"
          title={t('noteCount', { count: mark.notes })}
        >
          <StickyNote aria-hidden="true" />
          <span data-figure="">{mark.notes}</span>
        </span>
      ) : null}
    </span>
  )
}
