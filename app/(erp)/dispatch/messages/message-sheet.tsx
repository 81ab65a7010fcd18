'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { CauseText } from '@/components/dispatch/cause-text'
import { MessageState } from '@/components/dispatch/message-state'
import { useAction } from '@/components/form/use-action'
import { Facts } from '@/components/layout/detail-grid'
import { ReasonDialog } from '@/components/orders/reason-dialog'
import { TimeCell } from '@/components/table/time-cell'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import { Sheet } from '@/components/ui/sheet'
import { toast } from '@/components/ui/toast'
import type { MessageDetail, ReplayView } from '@/lib/modules/dispatch/schema'
import { killAction, pauseAction, replayAction, revealMessageAction } from '../actions'
import type { DispatchRights } from '../dispatch-rights'

type Props = { message: MessageDetail; title: string; can: DispatchRights; onLeave: () => void }

/** One message: what went in, what came back, why it failed, and what can be done about it. */
export function MessageSheet({ message, title, can, onLeave }: Props) {
  const t = useTranslations('dispatch.messages')
  const causes = useTranslations('dispatch.causes')
  const router = useRouter()
  const [asking, setAsking] = useState<'kill' | 'pause' | 'reveal' | null>(null)
  const [rehearsed, setRehearsed] = useState<ReplayView | null>(null)
  const [body, setBody] = useState<string | null>(null)
  const { id } = message
  const replay = useAction(replayAction, (said) => {
    if (said.dryRun) return setRehearsed(said)
    const [first] = said.items
    if (first?.outcome === 'again') toast.error(t('again', { says: first.says ?? '' }))
    else if (first?.outcome === 'not')
      toast.error(first.says ? t('notAgain', { why: whyOf(first.says) }) : t('wouldNot'))
    else toast.success(t('started'))
    router.refresh()
  })
  const kill = useAction(killAction, () => {
    setAsking(null)
    toast.success(t('killed'))
    router.refresh()
  })
  const pause = useAction(pauseAction, () => {
    setAsking(null)
    toast.success(t('paused'))
    router.refresh()
  })
  const reveal = useAction(revealMessageAction, (said) => {
    setAsking(null)
    setBody(said.body)
  })
  const whyOf = (says: string) => (t.has(`closed.${says}`) ? t(`closed.${says}`) : says)
  const [outcome] = rehearsed?.items ?? []
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onLeave()}
      title={title}
      footer={
        <span className="flex flex-wrap gap-2">
          {(message.kind === 'job' || message.kind === 'pull') && can['dispatch.pause'] ? (
            <Button onClick={() => setAsking('pause')}>{t('pause')}</Button>
          ) : null}
          {message.killable && can['dispatch.kill'] ? (
            <Button variant="danger" onClick={() => setAsking('kill')}>
              {t('kill')}
            </Button>
          ) : null}
          {message.replayable && can['message.replay'] ? (
            <>
              <Button pending={replay.pending} onClick={() => replay.run({ ids: [id], dryRun: true })}>
                {t('rehearse')}
              </Button>
              <Button variant="primary" pending={replay.pending} onClick={() => replay.run({ ids: [id] })}>
                {t('replay')}
              </Button>
            </>
          ) : null}
        </span>
      }
    >
      <div className="flex flex-col gap-5">
        {message.cause ? (
          <AlertBox
            kind={message.cause === 'transient' || message.cause === 'retry_after' ? 'waiting' : 'danger'}
            title={causes(`${message.cause}.word`)}
          >
            <CauseText cause={message.cause} code={message.trouble} />
          </AlertBox>
        ) : null}
        {outcome ? (
          <AlertBox kind="info" title={t('rehearsed')}>
            {outcome.says
              ? outcome.outcome === 'not'
                ? t('wouldNotBe', { why: whyOf(outcome.says) })
                : t('would', { says: outcome.says })
              : t(outcome.outcome === 'not' ? 'wouldNot' : 'wouldStart')}
          </AlertBox>
        ) : null}
        <Facts
          items={[
            { key: 'state', label: t('state'), value: <MessageState message={message} /> },
            message.kind === 'mail'
              ? { key: 'to', label: t('to'), value: message.to }
              : { key: 'shop', label: t('shop'), value: message.shop?.name ?? null },
            { key: 'attempts', label: t('attempts'), value: message.attempts },
            { key: 'at', label: t('at'), value: <TimeCell value={message.at} exact /> },
            { key: 'done', label: t('doneAt'), value: <TimeCell value={message.doneAt} exact /> },
            { key: 'took', label: t('took'), value: message.tookMs === null ? null : t('ms', { ms: message.tookMs }) },
          ]}
        />
        <Given title={t('input')} values={message.input} />
        {message.result ? <Given title={t('result')} values={message.result} /> : null}
        {message.sealed ? (
          <section className="flex flex-col gap-2">
            <h3 className="text-sm font-semibold">{t('body')}</h3>
            {body === null ? (
              <p className="text-sm text-muted">{t('sealed')}</p>
            ) : (
              <pre className="max-h-96 overflow-auto rounded-md border border-line bg-sunken p-3 font-mono text-xs whitespace-pre-wrap break-all">
                {body}
              </pre>
            )}
            {can['message.reveal'] && body === null ? (
              <Button size="sm" className="self-start" onClick={() => setAsking('reveal')}>
                {t('reveal')}
              </Button>
            ) : null}
          </section>
        ) : null}
      </div>
      {asking ? (
        <ReasonDialog
          title={t(asking === 'reveal' ? 'reveal' : `${asking}Title`)}
          text={t(`${asking}Text`)}
          confirm={t(asking)}
          label={t(asking === 'reveal' ? 'purpose' : 'reason')}
          required
          danger={asking === 'kill'}
          max={asking === 'reveal' ? 200 : 500}
          pending={kill.pending || reveal.pending || pause.pending}
          onConfirm={(text) => {
            if (asking === 'kill') kill.run({ messageId: id, reason: text })
            else if (asking === 'pause') pause.run({ kind: 'job', key: message.name, reason: text })
            else reveal.run({ messageId: id, purpose: text })
          }}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </Sheet>
  )
}

/** Names and values as programs know them: who reads this reads them in the log, too. */
function Given({ title, values }: { title: string; values: Record<string, unknown> }) {
  return (
    <section>
      <h3 className="mb-2 text-sm font-semibold">{title}</h3>
      <dl className="grid grid-cols-[minmax(7rem,auto)_1fr] gap-x-4 gap-y-1 text-xs">
        {Object.entries(values)
          .filter(([, value]) => value !== null && value !== '')
          .map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="font-mono text-muted">{name}</dt>
              <dd className="min-w-0 font-mono break-all">
                {typeof value === 'object' ? JSON.stringify(value) : String(value)}
              </dd>
            </div>
          ))}
      </dl>
    </section>
  )
}
