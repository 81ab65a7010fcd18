'use client'

import { CircleCheck, Download, OctagonX, RotateCcw, Square, X } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useCallback, useEffect, useRef, useState, useTransition } from 'react'
import { answered } from '@/components/form/answered'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { onLive } from '@/components/live/live'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Menu } from '@/components/ui/menu'
import { toast } from '@/components/ui/toast'
import type { Outcome, Told } from '@/lib/platform/entrance/outcome'
import { hrefOf, isKnown, keyOf } from './row-kinds'

type Refusal = { code: Told['code']; params: Told['params'] }

type Job = {
  id: string
  action: string
  state: 'running' | 'done' | 'cancelled'
  total: number
  done: number
  refused: number
  capped: boolean
  reasons: { refusal: Refusal; count: number }[]
  rows: { targetId: string; label: string; refusal: Refusal }[]
}

export type BulkJobActions = {
  retry: (input: { jobId: string }) => Promise<Outcome<unknown>>
  cancel: (input: { jobId: string }) => Promise<Outcome<unknown>>
}

/** Progress and outcome of one bulk job. It goes on without this screen: whoever comes back finds it where it is. */
export function BulkJob({ jobId, actions, onClose }: { jobId: string; actions: BulkJobActions; onClose?: () => void }) {
  const t = useTranslations('bulk')
  const common = useTranslations('common.actions')
  const formats = useTranslations('ui.export')
  const locale = useLocale()
  const { refusalText } = useRefusalText()
  const [job, reload] = useJob(jobId)
  const [pending, start] = useTransition()
  if (!job) return null
  const finished = job.done + job.refused
  const title = t('title', { action: isKnown(job.action) ? t(`action.${keyOf(job.action)}`) : job.action })
  const act = (work: BulkJobActions['retry']) =>
    start(async () => {
      const outcome = await answered(work({ jobId }))
      if (!outcome.ok) toast.error(refusalText(outcome.refusal))
      await reload()
    })
  return (
    <section
      aria-label={title}
      className="flex shrink-0 flex-col overflow-hidden rounded-lg border border-line bg-surface"
    >
      <header className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-1.5 text-sm">
        <h2 className="font-semibold">{title}</h2>
        <span role="status" className="flex flex-wrap items-center gap-x-4">
          <span>{t(`state.${job.state}`, { finished, total: job.total })}</span>
          <span className="flex items-center gap-1.5 text-green-text [&_svg]:size-4">
            <CircleCheck aria-hidden="true" />
            {t('done', { count: job.done })}
          </span>
          {job.refused > 0 ? (
            <span className="flex items-center gap-1.5 text-danger-text [&_svg]:size-4">
              <OctagonX aria-hidden="true" />
              {t('refused', { count: job.refused })}
            </span>
          ) : null}
        </span>
        <span className="ml-auto flex items-center gap-2">
          {job.state === 'running' ? (
            <Button size="sm" pending={pending} onClick={() => act(actions.cancel)}>
              <Square />
              {t('stop')}
            </Button>
          ) : job.done < job.total ? (
            <Button size="sm" pending={pending} onClick={() => act(actions.retry)}>
              <RotateCcw />
              {t(job.state === 'cancelled' ? 'goOn' : 'retry')}
            </Button>
          ) : null}
          {job.rows.length > 0 ? (
            <Menu
              align="end"
              trigger={
                <Button size="sm">
                  <Download />
                  {t('download')}
                </Button>
              }
              entries={(['xlsx', 'csv'] as const).map((format) => ({
                key: format,
                label: formats(format),
                onSelect: () =>
                  window.location.assign(`/api/v1/bulk-jobs/${job.id}/refused?format=${format}&locale=${locale}`),
              }))}
            />
          ) : null}
          {onClose ? (
            <IconButton size="sm" label={common('close')} onClick={onClose}>
              <X />
            </IconButton>
          ) : null}
        </span>
      </header>
      <progress
        aria-label={t('progress')}
        max={Math.max(1, job.total)}
        value={finished}
        className="h-1 w-full appearance-none bg-sunken accent-accent [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
      />
      {job.capped ? <p className="px-4 py-1.5 text-sm text-amber-text">{t('capped', { count: job.total })}</p> : null}
      {job.reasons.length > 0 ? (
        <ul className="border-t border-line-soft px-4 py-2 text-sm">
          {job.reasons.map(({ refusal, count }) => (
            <li key={JSON.stringify(refusal)} className="flex gap-3 py-0.5">
              <span data-figure="" className="w-10 text-right font-medium">
                {count}
              </span>
              <span>{refusalText(refusal)}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {job.rows.length > 0 ? (
        <ul className="max-h-40 overflow-y-auto border-t border-line-soft py-1 text-sm">
          {job.rows.map((row) => (
            <li key={row.targetId} className="flex flex-wrap items-baseline gap-x-3 px-4 py-0.5">
              <RowName {...row} action={job.action} />
              <span className="text-danger-text">{refusalText(row.refusal)}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

function RowName({ action, targetId, label }: { action: string; targetId: string; label: string }) {
  const href = hrefOf(action, targetId, label)
  const name = label || targetId
  if (!href) return <span className="font-mono text-[0.93em]">{name}</span>
  return (
    <Link href={href} className="font-mono text-[0.93em] text-accent-text hover:underline">
      {name}
    </Link>
  )
}

/** Told when there is news, and asked now and then in case nobody tells. */
function useJob(jobId: string): [Job | null, () => Promise<void>] {
  const router = useRouter()
  const [job, setJob] = useState<Job | null>(null)
  const state = useRef<Job['state'] | null>(null)
  const ask = useCallback(async () => {
    const answer = await fetch(`/api/v1/bulk-jobs/${jobId}`).catch(() => null)
    if (!answer?.ok) return
    const now = (await answer.json()) as Job
    setJob(now)
    // Also when it was over before it was first asked for: the list beside it is from before.
    if (state.current !== now.state && now.state !== 'running') router.refresh()
    state.current = now.state
  }, [jobId, router])
  const running = job === null || job.state === 'running'
  useEffect(() => {
    void ask()
    if (!running) return
    const clock = setInterval(ask, 3000)
    const stop = onLive('bulk', ask)
    return () => {
      clearInterval(clock)
      stop()
    }
  }, [ask, running])
  return [job, ask]
}
