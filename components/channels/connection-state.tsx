'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { type Fact, Facts } from '@/components/layout/detail-grid'
import { TimeCell } from '@/components/table/time-cell'
import { AlertBox } from '@/components/ui/alert-box'
import { Card } from '@/components/ui/card'
import { CopyText } from '@/components/ui/copy-text'
import { DotBadge } from '@/components/ui/dot-badge'
import type { Tone } from '@/components/ui/tone'
import type { ConnectionView } from '@/lib/modules/channels/schema'
import { TroubleText } from './trouble-text'

const tones: Record<ConnectionView['state'], Tone> = {
  none: 'grey',
  new: 'amber',
  authorised: 'green',
  expired: 'danger',
  stopped: 'danger',
  paused: 'grey',
}

const soonMs = 7 * 86_400_000

/** How a connection goes, and above it what a person must do about it. */
export function ConnectionState({ connection }: { connection: ConnectionView }) {
  const t = useTranslations('channels')
  const { state, expiresAt, lastPull, lagSeconds, pullEverySeconds, unreported, webhookUrl } = connection
  const seconds = (count: number | null) => (count === null ? null : t('facts.seconds', { count }))
  const facts: Fact[] = [
    {
      key: 'state',
      label: t('facts.state'),
      value: <DotBadge tone={tones[state]}>{t(`states.${state}`)}</DotBadge>,
    },
    { key: 'lastPull', label: t('facts.lastPull'), value: <TimeCell value={lastPull} /> },
    { key: 'lag', label: t('facts.lag'), value: seconds(lagSeconds) },
    { key: 'every', label: t('facts.every'), value: seconds(pullEverySeconds) },
    { key: 'expiresAt', label: t('facts.expiresAt'), value: <TimeCell value={expiresAt} exact /> },
    {
      key: 'unreported',
      label: t('facts.unreported'),
      value: unreported.waiting + unreported.failed > 0 ? t('facts.counts', unreported) : t('facts.allReported'),
    },
    ...(webhookUrl
      ? [{ key: 'webhook', label: t('facts.webhook'), value: <CopyText value={webhookUrl} />, wide: true }]
      : []),
  ]
  return (
    <>
      <ConnectionAlert connection={connection} />
      {state === 'none' ? null : (
        <Card>
          <Facts items={facts} />
        </Card>
      )}
    </>
  )
}

function ConnectionAlert({
  connection: { state, failures, trouble, expiresAt, renewable },
}: {
  connection: ConnectionView
}) {
  const t = useTranslations('channels.alerts')
  const format = useFormatter()
  const said = trouble ? (
    <p className="mt-1 text-xs text-muted">
      <TroubleText trouble={trouble} />
    </p>
  ) : null
  if (state === 'expired' || state === 'stopped')
    return (
      <AlertBox kind="danger" title={t(`${state}.title`)}>
        {t(`${state}.text`)}
        {said}
      </AlertBox>
    )
  if (failures > 0)
    return (
      <AlertBox kind="waiting" title={t('failing.title')}>
        {t('failing.text', { count: failures })}
        {said}
      </AlertBox>
    )
  const left = expiresAt ? Date.parse(expiresAt) - Date.now() : Number.POSITIVE_INFINITY
  // What renews itself needs nobody.
  if (state !== 'authorised' || renewable || left > soonMs) return null
  return (
    <AlertBox
      kind="waiting"
      title={t('expires.title', { when: format.relativeTime(new Date(expiresAt ?? 0), Date.now()) })}
    >
      {t('expires.text')}
    </AlertBox>
  )
}
