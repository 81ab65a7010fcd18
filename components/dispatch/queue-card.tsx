'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from '@/components/form/use-action'
import { TimeCell } from '@/components/table/time-cell'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { toast } from '@/components/ui/toast'
import type { StatusView } from '@/lib/modules/dispatch/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'
import type { Rights } from '@/lib/platform/entrance/rights'
import { useNames } from './use-names'
import { useSpan } from './use-span'

type Props = Pick<StatusView, 'queues' | 'drains'> & {
  minutes: number
  can: Rights<'dispatch.repair'>
  repair: (input: unknown) => Promise<Outcome<unknown>>
}

/** How deep the queues are and how old, and how each drain went last. */
export function QueueCard({ queues, drains, minutes, can, repair }: Props) {
  const t = useTranslations('dispatch.queues')
  const nameOf = useNames()
  const span = useSpan()
  const router = useRouter()
  const { run, pending } = useAction(repair, () => {
    toast.success(t('started'))
    router.refresh()
  })
  return (
    <Card title={t('title')} padded={false}>
      <ul className="grid divide-line-soft max-md:divide-y md:grid-cols-3 md:divide-x">
        {queues.map((one) => (
          <li key={one.queue} className="px-4 py-3 text-sm">
            <p className="font-medium">{t(`names.${one.queue as 'calls'}`)}</p>
            <p data-figure="" className="mt-1 flex flex-wrap gap-x-3 text-muted tabular-nums">
              <span>
                {t('waiting', { count: one.waiting })}
                {one.openCapped ? '+' : ''}
              </span>
              <span>{t('running', { count: one.running })}</span>
              {one.oldestSeconds === null ? null : <span>{t('oldest', { span: span(one.oldestSeconds) })}</span>}
              {one.held > 0 ? <span className="text-amber-text">{t('held', { count: one.held })}</span> : null}
              {one.parked > 0 ? (
                <span className="text-danger-text">
                  {t('parked', { count: one.parked })}
                  {one.parkedCapped ? '+' : ''}
                </span>
              ) : null}
            </p>
            <p data-figure="" className="text-xs text-subtle tabular-nums">
              {t('ended', { count: one.ended, minutes })}
              {one.tookMs === null ? '' : ` · ${t('took', { ms: one.tookMs })}`}
            </p>
          </li>
        ))}
      </ul>
      {drains.length > 0 ? (
        <details className="border-t border-line-soft" open={drains.some(({ failures }) => failures > 0)}>
          <summary className="cursor-pointer px-4 py-2.5 text-sm text-muted">
            {t('drains', { count: drains.length })}
          </summary>
          <ul className="divide-y divide-line-soft border-t border-line-soft">
            {drains.map((one) => (
              <li key={one.name} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 text-sm">
                <span className="min-w-0 flex-1 basis-48">{nameOf(one.name)}</span>
                <span className="text-xs text-muted">
                  <TimeCell value={one.ranAt} /> · {t('took', { ms: one.tookMs })}
                </span>
                {one.failures > 0 ? (
                  <span className="text-xs text-danger-text">
                    {t('failed', { count: one.failures, code: one.trouble ?? '' })}
                  </span>
                ) : null}
                {can['dispatch.repair'] ? (
                  <Button
                    size="sm"
                    variant="ghost"
                    pending={pending}
                    onClick={() => run({ what: 'drain', name: one.name })}
                  >
                    {t('run')}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Card>
  )
}
