import { Warehouse } from 'lucide-react'
import { forbidden } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { DetailGrid } from '@/components/layout/detail-grid'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { RecentDocuments } from '@/components/places/recent-documents'
import { EmptyState } from '@/components/ui/empty-state'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { listMoves } from '@/lib/modules/inventory/list-moves'
import { may } from '@/lib/platform/door/actor'
import { requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { pickParams, type SearchParams } from '@/lib/platform/entrance/search-params'
import { openWarehouses } from '../warehouses'
import { MoveForm } from './move-form'

export async function generateMetadata() {
  return { title: (await getTranslations('places.move'))('title') }
}

/** `?warehouse=<code>`, `?sku=<code>` and `?from=<bin>` begin the move, for links from elsewhere. */
export default async function MovePage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor()
  if (!may(actor, 'stock.move')) forbidden()
  const { warehouse, sku, from } = await pickParams(searchParams, ['warehouse', 'sku', 'from'])
  const [warehouses, found, recent, t, stock, bins] = await Promise.all([
    openWarehouses(),
    sku ? tryLoad(listSkus, { codes: [sku.slice(0, 200)] }) : null,
    tryLoad(listMoves, { limit: 8 }),
    getTranslations('places.move'),
    getTranslations('stock.adjust'),
    getTranslations('places.bin'),
  ])
  const asked = warehouses.find(({ value }) => value === warehouse) ?? (warehouses.length === 1 ? warehouses[0] : null)
  return (
    <PageBody>
      <PageHeader
        title={t('title')}
        crumbs={[{ label: bins('title'), href: '/stock/bins' }, { label: t('title') }]}
        subtitle={t('text')}
      />
      {warehouses.length === 0 ? (
        <EmptyState icon={<Warehouse />} title={stock('noWarehouses')} text={stock('noWarehousesText')} />
      ) : (
        <DetailGrid
          aside={
            recent.ok ? (
              <RecentDocuments
                title={t('recent')}
                empty={t('recentEmpty')}
                base="/stock/moves"
                items={recent.value.items.map((m) => ({ ...m, text: m.note || m.warehouseCode }))}
              />
            ) : null
          }
        >
          <MoveForm
            warehouses={warehouses}
            warehouseCode={asked?.value ?? ''}
            skus={found?.ok ? found.value.items : []}
            from={from?.slice(0, 100) ?? ''}
          />
        </DetailGrid>
      )}
    </PageBody>
  )
}
