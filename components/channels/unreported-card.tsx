'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from '@/components/form/use-action'
import { TimeCell } from '@/components/table/time-cell'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { toast } from '@/components/ui/toast'
import type { ReportView } from '@/lib/modules/channels/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'
import { TroubleText } from './trouble-text'

type Props = {
  reports: readonly ReportView[]
  mayRetry: boolean
  retry: (input: unknown) => Promise<Outcome<ReportView>>
  /** On the order's own page, where nobody needs a link to it. */
  ofOrder?: boolean
}

/** What has left and the marketplace does not know: why, since when, and the button that tells it again. */
export function UnreportedCard({ reports, mayRetry, retry, ofOrder = false }: Props) {
  const t = useTranslations('channels.reports')
  const router = useRouter()
  const { run, pending } = useAction(retry, () => {
    toast.success(t('retried'))
    router.refresh()
  })
  return (
    <Card title={t('title')} padded={false}>
      <ul className="divide-y divide-line-soft">
        {reports.map((report) => (
          <li key={report.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 text-sm">
            <Badge tone={report.state === 'failed' ? 'danger' : 'amber'}>
              {t(report.state === 'failed' ? 'failed' : 'waiting')}
            </Badge>
            <span>{t('parcel', { trackingNo: report.trackingNo })}</span>
            <span className="text-muted">{t('attempts', { count: report.attempts })}</span>
            {report.dueAt ? (
              <span className="text-muted">
                {t('next')} <TimeCell value={report.dueAt} />
              </span>
            ) : null}
            {report.trouble ? (
              <span className="min-w-0 text-xs text-muted">
                <TroubleText trouble={report.trouble} />
              </span>
            ) : null}
            <span className="ml-auto flex gap-2">
              {ofOrder ? null : (
                <ButtonLink variant="ghost" size="sm" href={`/orders/${report.orderId}`}>
                  {t('order')}
                </ButtonLink>
              )}
              {mayRetry ? (
                <Button size="sm" pending={pending} onClick={() => run({ reportId: report.id })}>
                  {t('retry')}
                </Button>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
