'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { ReasonDialog } from '@/components/orders/reason-dialog'
import { TimeCell } from '@/components/table/time-cell'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { toast } from '@/components/ui/toast'
import type { PauseView } from '@/lib/modules/dispatch/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'
import type { Rights } from '@/lib/platform/entrance/rights'
import { useNames } from './use-names'

type Action = (input: unknown) => Promise<Outcome<unknown>>
type Props = {
  pauses: readonly PauseView[]
  can: Rights<'dispatch.pause' | 'dispatch.resume'>
  pause: Action
  resume: Action
}

const queues = ['calls', 'each', 'long', 'drains'] as const

/** What a person has stopped, and the emergency brake: a whole queue at once. */
export function PauseCard({ pauses, can, pause, resume }: Props) {
  const t = useTranslations('dispatch.pauses')
  const queueName = useTranslations('dispatch.queues.names')
  const nameOf = useNames()
  const router = useRouter()
  const [queue, setQueue] = useState<(typeof queues)[number] | null>(null)
  const done = () => {
    toast.success(t('done'))
    setQueue(null)
    router.refresh()
  }
  const pausing = useAction(pause, done)
  const resuming = useAction(resume, done)
  const named = ({ kind, key, name }: PauseView) =>
    kind === 'queue' && queues.some((one) => one === key) ? queueName(key) : kind === 'job' ? nameOf(key) : name
  const free = queues.filter((one) => !pauses.some(({ kind, key }) => kind === 'queue' && key === one))
  return (
    <Card title={t('title')} padded={false}>
      {pauses.length === 0 ? <p className="px-4 py-3 text-sm text-muted">{t('none')}</p> : null}
      <ul className="divide-y divide-line-soft">
        {pauses.map((one) => (
          <li
            key={`${one.kind} ${one.key}`}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 text-sm"
          >
            <span className="font-medium">
              {t(`kinds.${one.kind}`)} {named(one)}
            </span>
            <span className="text-muted">{one.reason}</span>
            <span className="text-xs text-subtle">
              {one.by} <TimeCell value={one.at} />
            </span>
            {one.held > 0 ? <span className="text-amber-text">{t('held', { count: one.held })}</span> : null}
            {can['dispatch.resume'] ? (
              <Button
                size="sm"
                className="ml-auto"
                pending={resuming.pending}
                onClick={() => resuming.run({ kind: one.kind, key: one.key })}
              >
                {t('resume')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {can['dispatch.pause'] && free.length > 0 ? (
        <div className="flex flex-wrap items-center gap-2 border-t border-line-soft px-4 py-2.5 text-sm">
          <span className="text-muted">{t('brake')}</span>
          {free.map((one) => (
            <Button key={one} size="sm" onClick={() => setQueue(one)}>
              {queueName(one)}
            </Button>
          ))}
        </div>
      ) : null}
      {queue ? (
        <ReasonDialog
          title={t('pauseTitle', { name: queueName(queue) })}
          text={t('pauseText')}
          confirm={t('pause')}
          label={t('reason')}
          required
          danger
          pending={pausing.pending}
          onConfirm={(reason) => pausing.run({ kind: 'queue', key: queue, reason })}
          onClose={() => setQueue(null)}
        />
      ) : null}
    </Card>
  )
}
