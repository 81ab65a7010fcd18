'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { FlowMap } from '@/components/dispatch/flow-map'
import { PauseCard } from '@/components/dispatch/pause-card'
import { QueueCard } from '@/components/dispatch/queue-card'
import { ShopFlows } from '@/components/dispatch/shop-flows'
import { StuckCard } from '@/components/dispatch/stuck-card'
import { PageHeader } from '@/components/layout/page-header'
import { onLive } from '@/components/live/live'
import { TimeCell } from '@/components/table/time-cell'
import { ButtonLink } from '@/components/ui/button-link'
import type { ShopFlowView, StatusView } from '@/lib/modules/dispatch/schema'
import { muteAction, pauseAction, repairAction, replayAction, resumeAction, unmuteAction } from './actions'
import type { DispatchRights } from './dispatch-rights'

const everyMs = 5000

type Props = { status: StatusView; shops: readonly ShopFlowView[]; can: DispatchRights }

/** What is stuck first, with its cause and the button that mends it; below it where everything else is. */
export function ControlRoom({ status, shops, can }: Props) {
  const t = useTranslations('dispatch')
  const router = useRouter()
  useEffect(() => {
    // Nobody reads a hidden tab; the one who comes back sees fresh figures at the next beat.
    const timer = setInterval(() => document.hidden || router.refresh(), everyMs)
    const off = onLive('orders', () => document.hidden || router.refresh())
    return () => {
      clearInterval(timer)
      off()
    }
  }, [router])
  return (
    <>
      <PageHeader
        title={t('title')}
        titleInBar
        subtitle={
          <span className="flex flex-wrap gap-x-4">
            <span>{t('workers', { count: status.workers })}</span>
            <span>
              {t('asOf')} <TimeCell value={status.at} exact />
            </span>
          </span>
        }
        actions={can['message.list'] ? <ButtonLink href="/dispatch/messages">{t('allMessages')}</ButtonLink> : null}
      />
      <StuckCard
        stuck={status.stuck}
        can={can}
        actions={{ replay: replayAction, repair: repairAction, mute: muteAction, unmute: unmuteAction }}
      />
      <FlowMap edges={status.edges} minutes={status.windowMinutes} />
      <ShopFlows
        shops={shops}
        paused={status.pauses.flatMap(({ kind, key }) => (kind === 'shop' ? [key] : []))}
        minutes={status.windowMinutes}
        can={can}
        actions={{ repair: repairAction, pause: pauseAction, resume: resumeAction }}
      />
      <PauseCard pauses={status.pauses} can={can} pause={pauseAction} resume={resumeAction} />
      <QueueCard
        queues={status.queues}
        drains={status.drains}
        minutes={status.windowMinutes}
        can={can}
        repair={repairAction}
      />
    </>
  )
}
