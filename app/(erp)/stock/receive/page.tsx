import { Warehouse } from 'lucide-react'
import { forbidden } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { DetailGrid } from '@/components/layout/detail-grid'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { RecentDocuments } from '@/components/places/recent-documents'
import { EmptyState } from '@/components/ui/empty-state'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { listReceipts } from '@/lib/modules/inventory/list-receipts'
import { may } from '@/lib/platform/door/actor'
import { requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { pickParams, type SearchParams } from '@/lib/platform/entrance/search-params'
import { StockTabs } from '../stock-tabs'
import { openWarehouses } from '../warehouses'
import { ReceiveForm } from './receive-form'

export async function generateMetadata() {
  return { title: (await getTranslations('places.receive'))('title') }
}

/** `?sku=<code>` and `?warehouse=<code>` begin the receipt, for links from elsewhere. */
export default async function ReceivePage({ searchParams }: { searchParams: SearchParams }) {
  const { sku, warehouse = '' } = await pickParams(searchParams, ['sku', 'warehouse'])
  const actor = await requireActor()
  if (!may(actor, 'stock.receive')) forbidden()
  const [warehouses, found, recent, t, stock] = await Promise.all([
    openWarehouses(),
    sku ? tryLoad(listSkus, { codes: [sku.slice(0, 200)] }) : null,
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
          <ReceiveForm
            warehouses={warehouses}
            currency={actor.tenant.currency}
            asked={{ skus: found?.ok ? found.value.items : [], warehouseCode: warehouse }}
          />
        </DetailGrid>
      )}
    </PageBody>
  )
}
