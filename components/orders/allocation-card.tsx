import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { CopyText } from '@/components/ui/copy-text'
import { Table, Td, Th } from '@/components/ui/table'
import type { Allocation } from '@/lib/modules/orders/schema'

const REASONS = ['chosen', 'covers_lower_priority', 'short'] as const

/** Why the goods come from where they come from, or what is missing. */
export function AllocationCard({
  allocation,
  names,
}: {
  allocation: Allocation
  names: Readonly<Record<string, string>>
}) {
  const t = useTranslations('orders.allocation')
  return (
    <Card title={t('title')} padded={false}>
      {allocation.candidates.length === 0 ? (
        <p className="p-4 text-sm text-muted">{t('none')}</p>
      ) : (
        <Table aria-label={t('title')}>
          <thead>
            <tr>
              <Th>{t('warehouse')}</Th>
              <Th align="right">{t('score')}</Th>
              <Th>{t('reason')}</Th>
            </tr>
          </thead>
          <tbody>
            {allocation.candidates.map((candidate) => {
              const chosen = candidate.warehouseCode === allocation.warehouseCode
              const reason = REASONS.find((known) => known === candidate.reason)
              return (
                <tr key={candidate.warehouseCode}>
                  <Td className={chosen ? 'font-medium' : undefined}>
                    {names[candidate.warehouseCode] ?? candidate.warehouseCode}
                  </Td>
                  <Td align="right">{candidate.score}%</Td>
                  <Td>
                    {chosen ? (
                      <Badge tone="teal">{t('reasons.chosen')}</Badge>
                    ) : reason ? (
                      t(`reasons.${reason}`)
                    ) : (
                      candidate.reason
                    )}
                  </Td>
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
