import { getTranslations } from 'next-intl/server'
import { Facts } from '@/components/layout/detail-grid'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { Section } from '@/components/layout/section'
import { MovementTable } from '@/components/stock/movement-table'
import { MoneyCell } from '@/components/table/money-cell'
import { TimeCell } from '@/components/table/time-cell'
import { Card } from '@/components/ui/card'
import { add, fromMinor, toMinor } from '@/lib/kernel/money'
import { getAdjustment } from '@/lib/modules/inventory/get-adjustment'
import { load, tryLoad } from '@/lib/platform/entrance/page'
import { warehouseNames } from '../../warehouses'

type Props = { params: Promise<{ adjustmentId: string }> }

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations('stock')
  const adjustment = await tryLoad(getAdjustment, await params)
  return { title: adjustment.ok ? t('adjustment.title', { number: adjustment.value.number }) : t('title') }
}

export default async function AdjustmentPage({ params }: Props) {
  const adjustment = await load(getAdjustment, await params)
  const [warehouses, t] = await Promise.all([warehouseNames(), getTranslations('stock')])
  const { number, warehouseCode, reason, createdAt, lines } = adjustment
  const currency = lines[0]?.currency ?? ''
  const sum = lines
    .map((line) => ({ minor: toMinor(line.value, line.currency), currency: line.currency }))
    .reduce(add, { minor: 0n, currency })
  return (
    <PageBody>
      <PageHeader
        title={t('adjustment.title', { number })}
        crumbs={[{ label: t('movements.title'), href: '/stock/movements' }, { label: number }]}
      />
      <Card>
        <Facts
          items={[
            { key: 'warehouse', label: t('warehouse'), value: warehouses[warehouseCode] ?? warehouseCode },
            { key: 'reason', label: t('adjustment.reason'), value: reason },
            { key: 'at', label: t('adjustment.createdAt'), value: <TimeCell value={createdAt} exact /> },
            {
              key: 'sum',
              label: t('adjustment.sum'),
              value: <MoneyCell amount={fromMinor(sum.minor, currency)} currency={currency} className="text-fg!" />,
            },
          ]}
        />
      </Card>
      <Section title={t('adjustment.lines')} text={t('adjust.lineCount', { count: lines.length })}>
        <MovementTable
          label={t('adjustment.lines')}
          rows={lines}
          warehouses={warehouses}
          without={['warehouse', 'reference']}
          empty={null}
        />
      </Section>
    </PageBody>
  )
}
