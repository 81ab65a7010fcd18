'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { TimeCell } from '@/components/table/time-cell'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import type { StuckView } from '@/lib/modules/dispatch/schema'
import { CauseText } from './cause-text'
import { useNames } from './use-names'

/** What goes on being tried by itself is amber; what waits for a person is red. */
const patient: readonly StuckView['cause'][] = ['transient', 'retry_after', 'receiver', 'mail_down', 'paused']

type Props = {
  stuck: StuckView
  pending: boolean
  onMend: (() => void) | null
  onMute: (() => void) | null
  onUnmute: (() => void) | null
}

export function StuckLine({ stuck, pending, onMend, onMute, onUnmute }: Props) {
  const t = useTranslations('dispatch.stuck')
  const causes = useTranslations('dispatch.causes')
  const nameOf = useNames()
  const { kind, cause, code, shop, name, count, capped, since, href, repair, muted } = stuck
  const what = t(`kinds.${kind}`, { count, name: name ? (kind === 'webhook' ? name : nameOf(name)) : '' })
  return (
    <li className="flex flex-col gap-2 px-4 py-3 text-sm md:flex-row md:items-center md:gap-4">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Badge tone={muted ? 'grey' : patient.includes(cause) ? 'amber' : 'danger'}>{causes(`${cause}.word`)}</Badge>
          {href ? (
            <Link href={href} prefetch={false} className="font-medium hover:underline">
              {what}
              {capped ? '+' : ''}
            </Link>
          ) : (
            <span className="font-medium">{what}</span>
          )}
          {shop ? <span className="text-muted">{shop.name}</span> : null}
        </p>
        <p className="mt-1 text-muted">
          <CauseText cause={cause} code={code} />
        </p>
        <p className="mt-0.5 text-xs text-subtle">
          {t('since')} <TimeCell value={since} />
          {muted ? (
            <span className="ml-3">
              {t('mutedBy', { by: muted.by })} <TimeCell value={muted.until} exact />
            </span>
          ) : null}
        </p>
      </div>
      <div className="flex shrink-0 flex-wrap gap-2">
        {onMute ? (
          <Button size="sm" variant="ghost" onClick={onMute}>
            {t('mute')}
          </Button>
        ) : null}
        {onUnmute ? (
          <Button size="sm" variant="ghost" onClick={onUnmute}>
            {t('unmute')}
          </Button>
        ) : null}
        {repair === 'go' && href ? (
          <ButtonLink size="sm" variant="primary" href={href}>
            {t(kind === 'invariant' || kind === 'webhook' ? 'look' : 'authorise')}
          </ButtonLink>
        ) : null}
        {onMend ? (
          <Button size="sm" variant="primary" pending={pending} onClick={onMend}>
            {t(`mend.${repair === 'run' ? 'run' : kind}`)}
          </Button>
        ) : null}
      </div>
    </li>
  )
}
