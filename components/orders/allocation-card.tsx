import { useTranslations } from 'next-intl'
import { MoneyCell } from '@/components/table/money-cell'
import { TimeCell } from '@/components/table/time-cell'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { CopyText } from '@/components/ui/copy-text'
import { Table, Td, Th } from '@/components/ui/table'
import type { Allocation } from '@/lib/modules/orders/schema'

/** Why the goods come from where they come from, or what is missing. */
export function AllocationCard({
  allocation,
  names,
}: {
  allocation: Allocation
  names: Readonly<Record<string, string>>
}) {
  const t = useTranslations('orders.allocation')
  const words = useTranslations('ruleWords')
  // What the company says nothing of takes no room.
  const timed = allocation.candidates.some((candidate) => candidate.leavesAt)
  const priced = allocation.candidates.some((candidate) => candidate.freight)
  return (
    <Card title={t('title')} padded={false}>
      {allocation.route ? (
        <p className="border-b border-line-soft px-4 py-2 text-sm text-muted">
          {t('route', {
            rules: allocation.route.rules.join(words('value.separator')),
            version: allocation.route.version,
          })}
        </p>
      ) : null}
      {allocation.candidates.length === 0 ? (
        <p className="p-4 text-sm text-muted">{t('none')}</p>
      ) : (
        <Table aria-label={t('title')}>
          <thead>
            <tr>
              <Th>{t('warehouse')}</Th>
              <Th align="right">{t('score')}</Th>
              <Th align="right">{t('parcels')}</Th>
              <Th align="right">{t('region')}</Th>
              <Th align="right">{t('priority')}</Th>
              {timed ? <Th>{t('leaves')}</Th> : null}
              {priced ? <Th align="right">{t('freight')}</Th> : null}
              <Th>{t('since')}</Th>
              <Th>{t('reason')}</Th>
            </tr>
          </thead>
          <tbody>
            {allocation.candidates.map((candidate) => {
              const chosen = ['chosen', 'part', 'by_hand'].includes(candidate.reason)
              const key = `reasons.${candidate.reason}`
              const reason = t.has(key) ? t(key as 'reasons.short') : candidate.reason
              // Several warehouses together are one candidate, their codes joined by +.
              const places = candidate.warehouseCode.split('+').map((code) => names[code] ?? code)
              return (
                <tr key={candidate.warehouseCode}>
                  <Td className={chosen ? 'font-medium' : undefined}>{places.join(' + ')}</Td>
                  <Td align="right">{candidate.score}%</Td>
                  <Td align="right">{candidate.parcels}</Td>
                  <Td align="right">{candidate.region ?? '—'}</Td>
                  <Td align="right">{candidate.priority}</Td>
                  {timed ? (
                    <Td>
                      <TimeCell value={candidate.leavesAt ?? null} />
                      {candidate.late ? <span className="block text-xs text-danger-text">{t('late')}</span> : null}
                    </Td>
                  ) : null}
                  {priced ? (
                    <Td align="right">{candidate.freight ? <MoneyCell {...candidate.freight} /> : '—'}</Td>
                  ) : null}
                  <Td>
                    <TimeCell value={candidate.stockSince} />
                  </Td>
                  <Td>{chosen ? <Badge tone="teal">{reason}</Badge> : reason}</Td>
                </tr>
              )
            })}
          </tbody>
        </Table>
      )}
      {allocation.short.length > 0 ? (
        <div className="border-t border-line-soft px-4 py-3 text-sm">
          <p className="font-medium text-orange-text">{t('short')}</p>
          <ul className="mt-1 flex flex-wrap gap-x-6 gap-y-1">
            {allocation.short.map((item) => (
              <li key={item.skuCode} className="flex items-baseline gap-2">
                <CopyText value={item.skuCode} />
                <span>{t('missing', { count: item.missing })}</span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </Card>
  )
}
