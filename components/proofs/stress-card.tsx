'use client'

import { useTranslations } from 'next-intl'
import type { ActionResult } from '@/components/form/action-result'
import { TimeCell } from '@/components/table/time-cell'
import { Card } from '@/components/ui/card'
import { DotBadge } from '@/components/ui/dot-badge'
import type { StressView } from '@/lib/modules/dispatch/schema'
import { StressForm } from './stress-form'
import { useRefreshWhile } from './use-refresh-while'

type Props = {
  runs: readonly StressView[]
  mayStart: boolean
  start: (input: unknown) => Promise<ActionResult<StressView>>
}

const TONES = { queued: 'grey', running: 'blue', done: 'green', failed: 'danger' } as const

/** Many orders at once for few units, away from the books: what everybody can try and see. */
export function StressCard({ runs, mayStart, start }: Props) {
  const t = useTranslations('proofs.stress')
  const busy = runs.some(({ state }) => state === 'queued' || state === 'running')
  useRefreshWhile(busy)
  return (
    <Card title={t('title')} padded={false}>
      <div className="flex flex-col gap-4 p-4">
        <p className="max-w-3xl text-sm text-muted">{t('text')}</p>
        {mayStart ? <StressForm start={start} busy={busy} /> : null}
      </div>
      {runs.length === 0 ? (
        <p className="border-t border-line-soft px-4 py-6 text-center text-sm text-muted">{t('none')}</p>
      ) : (
        <ul aria-label={t('runs')} className="border-t border-line-soft">
          {runs.map((run) => (
            <li key={run.id} className="flex flex-col gap-1 border-b border-line-soft px-4 py-3 text-sm last:border-0">
              <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
                <span className="font-medium">{run.skuCode}</span>
                <DotBadge tone={broken(run) ? 'danger' : TONES[run.state]}>{t(`state.${run.state}`)}</DotBadge>
                {run.result ? (
                  <span className={broken(run) ? 'font-semibold text-danger-text' : 'font-semibold text-green-text'}>
                    {t('oversold')} {run.result.oversold}
                  </span>
                ) : null}
                <span className="ml-auto text-xs text-muted">
                  {run.askedBy} · <TimeCell value={run.createdAt} />
                </span>
              </div>
              {run.result ? <Proof run={run} result={run.result} /> : null}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function broken({ result }: StressView): boolean {
  return result !== null && (result.oversold > 0 || result.broken.length > 0)
}

function Proof({ run, result }: { run: StressView; result: NonNullable<StressView['result']> }) {
  const t = useTranslations('proofs.stress')
  const failed = Object.values(result.refused).reduce((sum, n) => sum + n, 0)
  return (
    <p className="text-muted">
      {t('proof', {
        orders: run.orders,
        units: run.units,
        reserved: result.reserved,
        waiting: result.waiting,
        oversold: result.oversold,
        invariants: result.invariants,
        broken: result.broken.length,
      })}{' '}
      {t('rate', { rate: Math.round(run.orders / Math.max(result.tookMs / 1000, 0.001)) })} · {t('refused')} {failed}
    </p>
  )
}
