import { Truck } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { EmptyState } from '@/components/ui/empty-state'
import { getBatch } from '@/lib/modules/inventory/get-batch'
import { listBatchOrders } from '@/lib/modules/orders/list-batch-orders'
import { load } from '@/lib/platform/entrance/page'
import { pickParams, type SearchParams } from '@/lib/platform/entrance/search-params'
import { warehouseNames } from '../../../warehouses'
import { BatchOrders } from '../batch-orders'

type Props = { params: Promise<{ batchId: string }>; searchParams: SearchParams }

export async function generateMetadata() {
  return { title: (await getTranslations('batches'))('orders') }
}

/** Every order that units of a batch left with, page by page. */
export default async function BatchOrdersPage({ params, searchParams }: Props) {
  const { batchId } = await params
  const { cursor } = await pickParams(searchParams, ['cursor'])
  const [batch, page, warehouses, t] = await Promise.all([
    load(getBatch, { batchId }),
    load(listBatchOrders, { batchId, ...(cursor && { cursor }) }),
    warehouseNames(),
    getTranslations('batches'),
  ])
  const no = batch.batchNo || t('noNumber')
  return (
    <PageBody wide>
      <PageHeader
        title={t('orders')}
        crumbs={[
          { label: t('title'), href: '/stock/batches' },
          { label: no, href: `/stock/batches/${batch.id}` },
          { label: t('orders') },
        ]}
      />
      <BatchOrders page={page} warehouses={warehouses} empty={<EmptyState icon={<Truck />} title={t('noOrders')} />} />
    </PageBody>
  )
}
