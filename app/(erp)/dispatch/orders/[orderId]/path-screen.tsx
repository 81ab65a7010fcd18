'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { TroubleText } from '@/components/channels/trouble-text'
import { useNames } from '@/components/dispatch/use-names'
import { useAction } from '@/components/form/use-action'
import { PageHeader } from '@/components/layout/page-header'
import { OrderStateBadge } from '@/components/table/state-badge'
import { TimeCell } from '@/components/table/time-cell'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { toast } from '@/components/ui/toast'
import type { PathView } from '@/lib/modules/dispatch/schema'
import type { OrderState } from '@/lib/modules/orders/states'
import { replayAction } from '../../actions'
import type { DispatchRights } from '../../dispatch-rights'

/** One order from the message it arrived by to what the carrier says, and where it stands still. */
export function PathScreen({ path, can }: { path: PathView; can: DispatchRights }) {
  const t = useTranslations('dispatch.path')
  const router = useRouter()
  const { run, pending } = useAction(replayAction, (said) => {
    toast.success(t('replayed', { count: said.items.length }))
    router.refresh()
  })
  const { stuck, orderId } = path
  return (
    <>
      <PageHeader
        title={path.number}
        badge={<OrderStateBadge state={path.state as OrderState} />}
        subtitle={path.shop.name}
        crumbs={[{ label: t('center'), href: '/dispatch' }, { label: t('title') }]}
        actions={
          <>
            <ButtonLink href={`/orders/${orderId}`}>{t('order')}</ButtonLink>
            {can['message.list'] ? (
              <ButtonLink href={`/dispatch/messages?orderId=${orderId}`}>{t('messages')}</ButtonLink>
            ) : null}
            {can['message.replay'] && stuck?.cause === 'message' ? (
              <Button variant="primary" pending={pending} onClick={() => run({ orderId })}>
                {t('replay')}
              </Button>
            ) : null}
          </>
        }
      />
      {stuck ? (
        <AlertBox
          kind={stuck.cause === 'message' ? 'danger' : 'waiting'}
          title={t('stuckAt', { step: t(`steps.${stuck.step}`) })}
        >
          {t.has(`why.${stuck.cause}`) ? t(`why.${stuck.cause}`) : ''}{' '}
          {stuck.code ? <span className="font-mono text-xs">{stuck.code}</span> : null} {t('since')}{' '}
          <TimeCell value={stuck.since} />
        </AlertBox>
      ) : null}
      <Card title={t('title')}>
        <ol className="flex flex-col">
          {path.steps.map((one, i) => (
            <Step key={`${one.at} ${one.step} ${one.messageId ?? i}`} step={one} last={i === path.steps.length - 1} />
          ))}
        </ol>
      </Card>
    </>
  )
}

function Step({
  step: { step, at, word, detail, ok, attempts, tookMs, messageId },
  last,
}: {
  step: PathView['steps'][number]
  last: boolean
}) {
  const t = useTranslations('dispatch.path')
  const m = useTranslations('dispatch.messages')
  const states = useTranslations('orders.state')
  const nameOf = useNames()
  const said = m.has(`exact.${word}`)
    ? m(`exact.${word}`)
    : states.has(word)
      ? states(word as OrderState)
      : nameOf(word)
  return (
    <li className="flex gap-3">
      <span aria-hidden className="flex w-3 flex-col items-center">
        <span className={cn('mt-1.5 size-2.5 shrink-0 rounded-full', ok ? 'bg-accent' : 'bg-danger')} />
        {last ? null : <span className="w-px flex-1 bg-line" />}
      </span>
      <div className="min-w-0 flex-1 pb-4 text-sm">
        <p className="flex flex-wrap items-center gap-x-3">
          <span className="font-medium">{t(`steps.${step}`)}</span>
          {messageId ? (
            <Link href={`/dispatch/messages?look=${messageId}`} prefetch={false} className="hover:underline">
              {said}
            </Link>
          ) : (
            <span>{said}</span>
          )}
          <TimeCell value={at} exact className="text-xs text-muted" />
        </p>
        <p className="flex flex-wrap gap-x-3 text-xs text-muted">
          {detail && messageId && step !== 'rejected' ? (
            <span className={cn(!ok && 'text-danger-text')}>
              <TroubleText trouble={detail} />
            </span>
          ) : detail ? (
            <span className={cn(!ok && 'font-mono text-danger-text')}>{detail}</span>
          ) : null}
          {attempts !== null && attempts > 0 ? <span>{t('attempts', { count: attempts })}</span> : null}
          {tookMs === null ? null : <span>{m('ms', { ms: tookMs })}</span>}
        </p>
      </div>
    </li>
  )
}
