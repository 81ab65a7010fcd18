'use client'

import { useTranslations } from 'next-intl'
import { TimeCell } from '@/components/table/time-cell'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import type { Tone } from '@/components/ui/tone'
import type { RefundView } from '@/lib/modules/orders/schema'

const tones: Record<RefundView['status'], Tone> = {
  requested: 'danger',
  agreed: 'amber',
  refunded: 'violet',
  closed: 'grey',
}

/** What the marketplace says of this order's refunds, line by line. */
export function RefundsCard({ refunds }: { refunds: readonly RefundView[] }) {
  const t = useTranslations('orders.refunds')
  return (
    <Card title={t('title')} padded={false}>
      <ul className="divide-y divide-line-soft">
        {refunds.map((refund) => (
          <li key={refund.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 text-sm">
            <Badge tone={tones[refund.status]}>{t(`statuses.${refund.status}`)}</Badge>
            <span className="tabular-nums">
              {refund.amount} {refund.currency}
            </span>
            <span className="text-muted">
              {refund.lineNo === null ? t('whole') : t('line', { no: refund.lineNo })}
              {refund.withReturn ? ` · ${t('withReturn')}` : ''}
            </span>
            {refund.reason ? <span className="text-muted">{refund.reason}</span> : null}
            <span className="ml-auto text-muted">
              <TimeCell value={refund.modifiedAt} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
