'use client'

import { Printer } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { PackingSlip, type Slip } from '@/components/print/packing-slip'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import { RadioGroup } from '@/components/ui/radio-group'
import { Spinner } from '@/components/ui/spinner'
import type { Told } from '@/lib/platform/entrance/outcome'
import { packingSlipsAction } from '../../actions'

const PAPERS = { a4: '@page{size:A4;margin:12mm}', label: '@page{size:100mm 150mm;margin:3mm}' } as const
type Paper = keyof typeof PAPERS
const KEPT = 'caravan.paper'

type Answer = { slips: Slip[]; refused: Told[] }

export function PackingSlips({ ids }: { ids: readonly string[] }) {
  const t = useTranslations('shipping.slip')
  const { refusalText } = useRefusalText()
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [paper, setPaper] = useState<Paper>('a4')
  // An effect may run twice; a print must not.
  const asked = useRef(false)
  useEffect(() => {
    if (asked.current) return
    asked.current = true
    if (localStorage.getItem(KEPT) === 'label') setPaper('label')
    void packingSlipsAction(ids).then((outcome) => {
      const each = outcome.ok ? outcome.value : [outcome]
      setAnswer({
        slips: each.flatMap((one) => (one.ok ? [one.value as Slip] : [])),
        refused: each.flatMap((one) => (one.ok ? [] : [one.refusal])),
      })
    })
  }, [ids])
  const ready = answer !== null && answer.slips.length > 0
  useEffect(() => {
    if (ready) window.print()
  }, [ready])
  function choose(value: string) {
    const next = value === 'label' ? 'label' : 'a4'
    localStorage.setItem(KEPT, next)
    setPaper(next)
  }
  return (
    <main className="min-h-dvh bg-sunken print:bg-transparent">
      <style>{PAPERS[paper]}</style>
      <div
        data-print="hide"
        className="sticky top-0 flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-line bg-surface px-4 py-2 text-sm md:px-6"
      >
        <h1 className="text-base font-semibold">{t('title', { count: ids.length })}</h1>
        <RadioGroup
          aria-label={t('paper')}
          direction="row"
          value={paper}
          onValueChange={choose}
          options={[
            { value: 'a4', label: t('a4') },
            { value: 'label', label: t('label') },
          ]}
        />
        <Button variant="primary" className="ml-auto" disabled={!ready} onClick={() => window.print()}>
          <Printer />
          {t('print')}
        </Button>
      </div>
      {answer === null ? (
        <p className="flex justify-center p-16 text-muted">
          <Spinner label={t('loading')} />
        </p>
      ) : null}
      {answer && answer.refused.length > 0 ? (
        <div data-print="hide" className="mx-auto max-w-3xl p-4">
          <AlertBox kind="danger" title={t('refused', { count: answer.refused.length })}>
            {[...new Set(answer.refused.map(refusalText))].join(' ')}
          </AlertBox>
        </div>
      ) : null}
      {answer?.slips.map((slip) => (
        <PackingSlip key={slip.fulfilmentId} slip={slip} narrow={paper === 'label'} />
      ))}
    </main>
  )
}
