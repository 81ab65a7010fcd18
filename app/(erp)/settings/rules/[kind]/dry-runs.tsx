'use client'

import { FlaskConical } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { useAction } from '@/components/form/use-action'
import type { RuleNames } from '@/components/rules/drafts'
import { useRuleWords } from '@/components/rules/use-rule-words'
import { OrderStateBadge } from '@/components/table/state-badge'
import { TimeCell } from '@/components/table/time-cell'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Table, Td, Th } from '@/components/ui/table'
import type { OrderState } from '@/lib/modules/orders/states'
import type { DryRunView, Effects, RuleKind } from '@/lib/modules/rules/schema'
import { cancelDryRunAction, startDryRunAction } from '../actions'

type Changed = {
  orderId: string
  number: string
  state: OrderState
  orderedAt: string
  before: Effects
  after: Effects
}

type Props = {
  kind: RuleKind
  names: RuleNames
  mayRun: boolean
  runs: readonly DryRunView[]
  result: { run: DryRunView; items: Changed[]; nextCursor: string | null } | null
}

const tones = { running: 'blue', done: 'green', cancelled: 'grey' } as const

export function DryRuns({ kind, names, mayRun, runs, result }: Props) {
  const t = useTranslations('rules')
  const router = useRouter()
  const base = `/settings/rules/${kind}?tab=dryRuns`
  const started = useAction(startDryRunAction, (run: DryRunView) => router.push(`${base}&run=${run.id}`))
  const running = runs.some((run) => run.state === 'running')
  // The page is read anew while something runs: there is nothing to press.
  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => router.refresh(), 2000)
    return () => clearInterval(timer)
  }, [running, router])
  const start = (
    <Button variant="primary" pending={started.pending} onClick={() => started.run({ kind, days: 30 })}>
      <FlaskConical />
      {t('dryRun.button')}
    </Button>
  )
  if (runs.length === 0)
    return (
      <EmptyState
        icon={<FlaskConical />}
        title={t('dryRun.empty')}
        text={`${t('dryRun.emptyText')} ${t('dryRun.unsaved')}`}
        action={mayRun ? start : undefined}
      />
    )
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose text-sm text-muted">
          {t('dryRun.text', { days: 30 })} {t('dryRun.unsaved')}
        </p>
        {mayRun ? start : null}
      </div>
      <Card title={t('dryRun.list')} padded={false}>
        <ul>
          {runs.map((run) => (
            <li
              key={run.id}
              className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line-soft px-4 py-2 text-sm last:border-0"
            >
              <Badge tone={tones[run.state]}>{t(`dryRun.${run.state}`)}</Badge>
              <Link
                href={`${base}&run=${run.id}`}
                aria-current={result?.run.id === run.id ? 'true' : undefined}
                className="min-w-0 flex-1 basis-60 text-accent-text hover:underline aria-[current]:font-medium"
              >
                {run.state === 'running'
                  ? t('dryRun.progress', { seen: run.seen, total: run.total })
                  : t('dryRun.summary', { seen: run.seen, changed: run.changed })}
              </Link>
              <span className="text-xs text-muted">
                {t('dryRun.by', { by: run.startedBy })} <TimeCell value={run.startedAt} />
              </span>
              {run.state === 'running' && mayRun ? <Stop runId={run.id} /> : null}
            </li>
          ))}
        </ul>
      </Card>
      {result ? <Result result={result} names={names} base={base} /> : null}
    </div>
  )
}

function Stop({ runId }: { runId: string }) {
  const t = useTranslations('rules')
  const router = useRouter()
  const { run, pending } = useAction(cancelDryRunAction, () => router.refresh())
  return (
    <Button size="sm" pending={pending} onClick={() => run({ runId })}>
      {t('dryRun.stop')}
    </Button>
  )
}

type ResultProps = { result: NonNullable<Props['result']>; names: RuleNames; base: string }

function Result({ result, names, base }: ResultProps) {
  const t = useTranslations('rules')
  const w = useTranslations('ruleWords')
  const { effectTexts } = useRuleWords(names)
  const { run, items, nextCursor } = result
  const words = (effects: Effects) => effectTexts(effects).join(w('value.separator')) || w('effects.none')
  const rule = (effects: Effects) => effects.decision?.rule
  return (
    <Card title={t('dryRun.summary', { seen: run.seen, changed: run.changed })} padded={false}>
      {items.length === 0 ? (
        <p className="p-4 text-sm text-muted">{t('dryRun.same')}</p>
      ) : (
        <Table aria-label={t('dryRun.title')}>
          <thead>
            <tr>
              <Th>{t('dryRun.order')}</Th>
              <Th className="max-md:hidden">{t('dryRun.orderedAt')}</Th>
              <Th>{t('dryRun.before')}</Th>
              <Th>{t('dryRun.after')}</Th>
              <Th className="max-md:hidden">{t('dryRun.state')}</Th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.orderId}>
                <Td className="whitespace-nowrap">
                  <Link
                    href={`/orders/${item.orderId}`}
                    className="font-mono text-[0.93em] text-accent-text hover:underline"
                  >
                    {item.number}
                  </Link>
                </Td>
                <Td className="max-md:hidden">
                  <TimeCell value={item.orderedAt} />
                </Td>
                <Td className="md:min-w-32">{words(item.before)}</Td>
                <Td className="font-medium md:min-w-32">
                  {words(item.after)}
                  {rule(item.after) ? (
                    <span className="ml-1 text-xs font-normal text-muted">{rule(item.after)}</span>
                  ) : null}
                </Td>
                <Td className="max-md:hidden">
                  <OrderStateBadge state={item.state} />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {nextCursor ? (
        <div className="border-t border-line-soft px-4 py-2">
          <ButtonLink size="sm" href={`${base}&run=${run.id}&cursor=${encodeURIComponent(nextCursor)}`}>
            {t('dryRun.more')}
          </ButtonLink>
        </div>
      ) : null}
    </Card>
  )
}
