'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { ReasonDialog } from '@/components/orders/reason-dialog'
import { Button } from '@/components/ui/button'
import type { Outcome } from '@/lib/platform/entrance/outcome'
import type { BulkJobActions } from './bulk-job'

const BulkJob = dynamic(() => import('./bulk-job').then((module) => module.BulkJob), { ssr: false })

/** What is done to each. */
type What = { action: string } & Readonly<Record<string, unknown>>

/** What a dialog of its own is given: the words that say how many are meant, and whom to tell. */
export type BulkDialog = { text: string; pending: boolean; onConfirm: (what: What) => void; onClose: () => void }

export type BulkOffer = { key: string; label: string; icon: ReactNode } & (
  | {
      /** With the words that were asked for. */
      what: (words: string) => What
      /** Words that it needs: why, or e.g. the name of a group. */
      asks?: { label: string; required: boolean; max?: number }
    }
  /** Where words are not all that it needs. */
  | { dialog: (asked: BulkDialog) => ReactNode }
)

type Over = {
  offers: readonly BulkOffer[]
  /** What the list is narrowed by, as its use case takes it. */
  filter: Readonly<Record<string, unknown>>
  actions: BulkJobActions & { start: (input: unknown) => Promise<Outcome<{ jobId: string }>> }
}

type Meant = { ids: string[] } | { filter: Record<string, string> }
type Asking = { offer: BulkOffer; meant: Meant; count: number; clear: () => void }

/** A list's buttons for many rows: always a job, so that it goes on without the screen and each row has its result. */
export function useBulkOver({ offers, filter, actions }: Over) {
  const t = useTranslations('bulk.bar')
  const [jobId, setJobId] = useState<string | null>(null)
  const [asking, setAsking] = useState<Asking | null>(null)
  const start = useAction(actions.start, (answer) => {
    asking?.clear()
    setAsking(null)
    setJobId(answer.jobId)
  })
  const buttons = (rows: readonly { id: string }[], clear: () => void, all: boolean) =>
    offers.map((offer) => {
      const meant = all ? { filter: asked(filter) } : { ids: rows.map(({ id }) => id) }
      const job: Asking = { offer, meant, count: rows.length, clear }
      return (
        <Button key={offer.key} variant="inverse" pending={start.pending} onClick={() => setAsking(job)}>
          {offer.icon}
          {offer.label}
        </Button>
      )
    })
  const ask = ({ offer, meant, count }: Asking) => {
    const dialog = {
      text: t('startText', { all: String('filter' in meant), count }),
      pending: start.pending,
      onConfirm: (what: What) => start.run({ ...meant, what }),
      onClose: () => setAsking(null),
    }
    if ('dialog' in offer) return offer.dialog(dialog)
    return (
      <ReasonDialog
        {...dialog}
        title={offer.label}
        confirm={t('start')}
        label={offer.asks?.label ?? null}
        required={offer.asks?.required ?? false}
        max={offer.asks?.max}
        onConfirm={(words) => dialog.onConfirm(offer.what(words))}
      />
    )
  }
  const panel = (
    <>
      {jobId ? <BulkJob key={jobId} jobId={jobId} actions={actions} onClose={() => setJobId(null)} /> : null}
      {asking ? ask(asking) : null}
    </>
  )
  return { may: offers.length > 0, buttons, panel }
}

/** The place in the list is no part of what it is narrowed by. */
function asked(filter: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filter).flatMap(([name, value]) =>
      value === undefined || name === 'cursor' || name === 'limit' ? [] : [[name, String(value)]],
    ),
  )
}
