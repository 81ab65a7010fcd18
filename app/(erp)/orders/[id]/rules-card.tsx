'use client'

import { useTranslations } from 'next-intl'
import type { RuleNames } from '@/components/rules/drafts'
import { RuleTraces } from '@/components/rules/rule-traces'
import { TimeCell } from '@/components/table/time-cell'
import { Card } from '@/components/ui/card'
import type { TraceView } from '@/lib/modules/rules/schema'

/** What rules found on the order and did to it. */
export function RulesCard({ traces, names }: { traces: readonly TraceView[]; names: RuleNames }) {
  const w = useTranslations('ruleWords')
  return (
    <Card title={w('trace.title')}>
      <div className="flex flex-col gap-5">
        {traces.map((trace) => (
          <section key={`${trace.kind} ${trace.version}`} className="flex flex-col gap-2">
            <h3 className="text-xs text-muted">
              {w('trace.version', { kind: w(`kinds.${trace.kind}`), version: trace.version })} ·{' '}
              {w(`trace.cause.${trace.cause}`)} · <TimeCell value={trace.at} />
            </h3>
            <RuleTraces rules={trace.rules} names={names} />
          </section>
        ))}
      </div>
    </Card>
  )
}
