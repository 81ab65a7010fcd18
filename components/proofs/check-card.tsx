'use client'

import { ShieldCheck } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ActionResult } from '@/components/form/action-result'
import { useAction } from '@/components/form/use-action'
import { TimeCell } from '@/components/table/time-cell'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DotBadge } from '@/components/ui/dot-badge'
import { EmptyState } from '@/components/ui/empty-state'
import type { CheckView } from '@/lib/modules/dispatch/schema'
import { InvariantTable } from './invariant-table'
import { useRefreshWhile } from './use-refresh-while'

type Props = {
  checks: readonly CheckView[]
  mayStart: boolean
  start: (input: unknown) => Promise<ActionResult<CheckView>>
}

/** The last check in words and rule by rule, and when the ones before were. */
export function CheckCard({ checks, mayStart, start }: Props) {
  const t = useTranslations('proofs')
  const router = useRouter()
  const { run, pending } = useAction(start, () => router.refresh())
  const busy = checks.some(({ state }) => state === 'queued')
  useRefreshWhile(busy)
  const last = checks.find(({ state }) => state === 'done')
  const failed = checks[0]?.state === 'failed'
  return (
    <Card
      padded={false}
      title={t('title')}
      aside={
        mayStart ? (
          <Button variant="primary" pending={pending || busy} onClick={() => run({})}>
            {t(pending || busy ? 'checking' : 'check')}
          </Button>
        ) : null
      }
    >
      {failed ? <AlertBox kind="danger" title={t('failed')} className="m-4" /> : null}
      {last ? (
        <>
          <dl className="flex flex-wrap items-center gap-x-8 gap-y-2 px-4 py-3 text-sm">
            <div className="flex items-center gap-2">
              <dt className="sr-only">{t('result')}</dt>
              <dd>
                <DotBadge tone={last.broken ? 'danger' : 'green'} className="text-base font-semibold">
                  {last.broken ? t('broken', { count: last.broken }) : t('ok')}
                </DotBadge>
              </dd>
            </div>
            <Fact name={t('at')}>
              <TimeCell value={last.finishedAt} />
            </Fact>
            <Fact name={t('took')}>{t('seconds', { seconds: ((last.tookMs ?? 0) / 1000).toFixed(1) })}</Fact>
            <Fact name={t('by')}>{last.askedBy === 'system' ? t('system') : last.askedBy}</Fact>
          </dl>
          <InvariantTable items={last.items} />
        </>
      ) : (
        <EmptyState icon={<ShieldCheck />} title={t('never')} text={t('neverText')} />
      )}
    </Card>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex items-center gap-2">
      <dt className="text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
