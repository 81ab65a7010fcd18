import { getLocale, getTranslations } from 'next-intl/server'
import { RuleTraces } from '@/components/rules/rule-traces'
import { TimeCell } from '@/components/table/time-cell'
import { Card } from '@/components/ui/card'
import { getRuleTraces } from '@/lib/modules/orders/get-rule-traces'
import { tryLoad } from '@/lib/platform/entrance/page'
import { loadRuleWorld } from '../../settings/rules/rule-names'

/** What rules found on the order and did to it; nothing where none has looked at it. */
export async function RulesCard({ orderId }: { orderId: string }) {
  const traces = await tryLoad(getRuleTraces, { orderId })
  if (!traces.ok || traces.value.items.length === 0) return null
  const [t, locale] = await Promise.all([getTranslations('rules'), getLocale()])
  const { names } = await loadRuleWorld(locale === 'en')
  return (
    <Card title={t('trace.title')}>
      <div className="flex flex-col gap-5">
        {traces.value.items.map((trace) => (
          <section key={`${trace.kind} ${trace.version}`} className="flex flex-col gap-2">
            <h3 className="text-xs text-muted">
              {t('trace.version', { kind: t(`kinds.${trace.kind}`), version: trace.version })} ·{' '}
              {t(`trace.cause.${trace.cause}`)} · <TimeCell value={trace.at} />
            </h3>
            <RuleTraces rules={trace.rules} names={names} />
          </section>
        ))}
      </div>
    </Card>
  )
}
