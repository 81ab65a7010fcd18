import { History, Truck } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { BatchStatusBadge, DaysLeft } from '@/components/batches/batch-status'
import { Facts } from '@/components/layout/detail-grid'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { Section } from '@/components/layout/section'
import { MovementTable } from '@/components/stock/movement-table'
import { Quantity } from '@/components/stock/quantity'
import { SkuCell } from '@/components/stock/sku-cell'
import { TimeCell } from '@/components/table/time-cell'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { getBatch } from '@/lib/modules/inventory/get-batch'
import { listMovements } from '@/lib/modules/inventory/list-movements'
import { listBatchOrders } from '@/lib/modules/orders/list-batch-orders'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { pickParams, type SearchParams } from '@/lib/platform/entrance/search-params'
import { warehouseNames } from '../../warehouses'
import { BatchActions } from './batch-actions'
import { BatchOrders } from './batch-orders'

type Props = { params: Promise<{ batchId: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations('batches')
  const batch = await tryLoad(getBatch, await params)
  return { title: batch.ok ? t('one', { no: batch.value.batchNo || t('noNumber') }) : t('title') }
}

export default async function BatchPage({ params, searchParams }: Props) {
  const batch = await load(getBatch, await params)
  const { cursor } = await pickParams(searchParams, ['cursor'])
  const [actor, movements, orders, warehouses, t] = await Promise.all([
    requireActor(),
    tryLoad(listMovements, { batchId: batch.id, ...(cursor && { cursor }) }),
    tryLoad(listBatchOrders, { batchId: batch.id, limit: 20 }),
    warehouseNames(),
    getTranslations('batches'),
  ])
  const no = batch.batchNo || t('noNumber')
  // A batch is locked everywhere, so by somebody who sees everything.
  const everywhere = actor.scope.warehouseIds === null
  return (
    <PageBody>
      <PageHeader
        title={t('one', { no })}
        badge={<BatchStatusBadge status={batch.status} />}
        crumbs={[{ label: t('title'), href: '/stock/batches' }, { label: no }]}
        actions={
          <BatchActions
            batch={batch}
            mayLock={everywhere && may(actor, 'batch.lock')}
            mayUnlock={everywhere && may(actor, 'batch.unlock')}
          />
        }
      />
      <Card>
        <Facts
          items={[
            {
              key: 'sku',
              label: t('sku'),
              value: (
                <SkuCell code={batch.skuCode} name={batch.name} nameEn={batch.nameEn} href={`/stock/${batch.skuId}`} />
              ),
            },
            { key: 'onHand', label: t('onHand'), value: <Quantity value={batch.onHand} /> },
            { key: 'producedOn', label: t('producedOn'), value: batch.producedOn ?? '—' },
            { key: 'expiresOn', label: t('expiresOn'), value: batch.expiresOn ?? '—' },
            { key: 'daysLeft', label: t('daysLeft'), value: <DaysLeft days={batch.daysLeft} /> },
            { key: 'sellUntil', label: t('sellUntil'), value: batch.sellUntil ?? '—' },
            { key: 'createdAt', label: t('createdAt'), value: <TimeCell value={batch.createdAt} exact /> },
            ...(batch.lockedAt
              ? [
                  { key: 'lockedAt', label: t('lockedAt'), value: <TimeCell value={batch.lockedAt} exact /> },
                  { key: 'lockReason', label: t('lockReason'), value: batch.lockReason || '—', wide: true },
                ]
              : []),
          ]}
        />
      </Card>
      <Card title={t('places')}>
        {batch.bins.length > 0 ? (
          <ul className="flex flex-col gap-1 text-sm">
            {batch.bins.map((bin) => (
              <li key={`${bin.warehouseCode} ${bin.binCode}`} className="flex flex-wrap items-center gap-x-3">
                <span>{warehouses[bin.warehouseCode] ?? bin.warehouseCode}</span>
                <span className="font-mono text-[0.93em]">{bin.binCode}</span>
                <Quantity value={bin.quantity} className="font-semibold" />
                {bin.kind === 'defective' ? <Badge tone="amber">{t('defective')}</Badge> : null}
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-sm text-muted">{t('nowhere')}</p>
        )}
      </Card>
      {orders.ok ? (
        <Section title={t('orders')} text={t('ordersText')}>
          <BatchOrders
            page={{ ...orders.value, nextCursor: null }}
            warehouses={warehouses}
            empty={<EmptyState icon={<Truck />} title={t('noOrders')} />}
          />
          {orders.value.nextCursor ? (
            <ButtonLink href={`/stock/batches/${batch.id}/orders`}>{t('allOrders')}</ButtonLink>
          ) : null}
        </Section>
      ) : null}
      {movements.ok ? (
        <Section title={t('movements')}>
          <MovementTable
            label={t('movements')}
            rows={movements.value.items}
            nextCursor={movements.value.nextCursor}
            warehouses={warehouses}
            without={['sku']}
            empty={<EmptyState icon={<History />} title={t('noMovements')} />}
          />
        </Section>
      ) : null}
    </PageBody>
  )
}
