import { Warehouse } from 'lucide-react'
import { forbidden } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { DetailGrid } from '@/components/layout/detail-grid'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { RecentDocuments } from '@/components/places/recent-documents'
import { EmptyState } from '@/components/ui/empty-state'
import { listReceipts } from '@/lib/modules/inventory/list-receipts'
import { may } from '@/lib/platform/door/actor'
import { requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { StockTabs } from '../stock-tabs'
import { openWarehouses } from '../warehouses'
import { ReceiveForm } from './receive-form'

export async function generateMetadata() {
  return { title: (await getTranslations('places.receive'))('title') }
}

export default async function ReceivePage() {
  const actor = await requireActor()
  if (!may(actor, 'stock.receive')) forbidden()
  const [warehouses, recent, t, stock] = await Promise.all([
    openWarehouses(),
    tryLoad(listReceipts, { limit: 8 }),
    getTranslations('places.receive'),
    getTranslations('stock.adjust'),
  ])
  return (
    <PageBody>
      <PageHeader title={t('title')} titleInBar />
      <StockTabs current="receive" />
      <p className="text-sm text-muted">{t('text')}</p>
      {warehouses.length === 0 ? (
        <EmptyState icon={<Warehouse />} title={stock('noWarehouses')} text={stock('noWarehousesText')} />
      ) : (
        <DetailGrid
          aside={
            recent.ok ? (
              <RecentDocuments
                title={t('recent')}
                empty={t('recentEmpty')}
                base="/stock/receipts"
                items={recent.value.items.map((r) => ({ ...r, text: r.reference || r.note || r.warehouseCode }))}
              />
            ) : null
          }
        >
          <ReceiveForm warehouses={warehouses} currency={actor.tenant.currency} />
        </DetailGrid>
      )}
    </PageBody>
  )
}
