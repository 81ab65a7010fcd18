import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { listLayers } from '@/lib/modules/inventory/list-layers'
import { load } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { warehouseNames } from '../../warehouses'
import { LayerList } from './layer-list'

export async function generateMetadata() {
  return { title: (await getTranslations('stock.worth'))('layers') }
}

/** The receipts behind one figure of the stock's value. */
export default async function LayersPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await pageParams(listLayers.input, searchParams)
  const [page, warehouses, t] = await Promise.all([load(listLayers, query), warehouseNames(), getTranslations('stock')])
  return (
    <PageBody wide>
      <PageHeader
        title={t('worth.layers')}
        crumbs={[
          { label: t('title'), href: '/stock' },
          { label: t('worth.title'), href: '/stock/value' },
          { label: t('worth.layers') },
        ]}
      />
      <LayerList page={page} warehouses={warehouses} />
    </PageBody>
  )
}
