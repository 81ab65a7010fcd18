import { getTranslations } from 'next-intl/server'
import { Facts } from '@/components/layout/detail-grid'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { Section } from '@/components/layout/section'
import { LinesTable } from '@/components/pools/lines-table'
import { Quantity } from '@/components/stock/quantity'
import { TimeCell } from '@/components/table/time-cell'
import { Card } from '@/components/ui/card'
import { getPoolMove } from '@/lib/modules/inventory/get-pool-move'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { warehouseNames } from '../../../warehouses'
import { UndoMove } from './undo-move'

type Props = { params: Promise<{ poolMoveId: string }> }

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations('pools')
  const move = await tryLoad(getPoolMove, await params)
  return { title: move.ok ? t('move.document', { number: move.value.number }) : t('move.title') }
}

export default async function PoolMovePage({ params }: Props) {
  const move = await load(getPoolMove, await params)
  const [actor, warehouses, t] = await Promise.all([requireActor(), warehouseNames(), getTranslations('pools')])
  const undoable = move.kind === 'move' && move.undoneBy === null && may(actor, 'pool-move.undo')
  return (
    <PageBody>
      <PageHeader
        title={t('move.document', { number: move.number })}
        subtitle={`${move.fromPool ?? t('pool.general')} → ${move.toPool ?? t('pool.general')}`}
        crumbs={[{ label: t('pool.title'), href: '/stock/pools' }, { label: move.number }]}
        actions={undoable ? <UndoMove poolMoveId={move.id} number={move.number} /> : null}
      />
      <Card>
        <Facts
          items={[
            { key: 'kind', label: t('move.kind'), value: t(`move.kinds.${move.kind}`) },
            {
              key: 'warehouse',
              label: t('move.warehouse'),
              value: warehouses[move.warehouseCode] ?? move.warehouseCode,
            },
            { key: 'at', label: t('move.createdAt'), value: <TimeCell value={move.createdAt} exact /> },
            { key: 'reference', label: t('move.reference'), value: move.reference || '—' },
            { key: 'undoneBy', label: t('move.undoneBy'), value: move.undoneBy ?? '—' },
            { key: 'note', label: t('move.note'), value: move.note || '—' },
          ]}
        />
      </Card>
      <Section title={t('move.lines')}>
        <LinesTable
          label={t('move.lines')}
          sku={t('pool.sku')}
          lines={move.lines}
          rowKey={(line) => line.skuId}
          columns={[
            {
              key: 'quantity',
              label: t('move.quantity'),
              align: 'right',
              cell: (line) => <Quantity value={line.quantity} />,
            },
          ]}
        />
      </Section>
    </PageBody>
  )
}
