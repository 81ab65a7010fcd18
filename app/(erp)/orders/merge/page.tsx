import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { listMergeSuggestions } from '@/lib/modules/orders/list-merge-suggestions'
import { listShops } from '@/lib/modules/settings/list-shops'
import { listWarehouses } from '@/lib/modules/settings/list-warehouses'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import { rightsOf } from '@/lib/platform/entrance/rights'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { MergeList } from './merge-list'

export async function generateMetadata() {
  return { title: (await getTranslations('orders.merge'))('title') }
}

export default async function MergePage({ searchParams }: { searchParams: SearchParams }) {
  const params = await pageParams(listMergeSuggestions.input, searchParams)
  const can = rightsOf(await requireActor(), ['order.merge'])
  const [page, shops, warehouses, t] = await Promise.all([
    load(listMergeSuggestions, params),
    tryLoad(listShops, { limit: 200 }),
    tryLoad(listWarehouses, { limit: 200 }),
    getTranslations('orders.merge'),
  ])
  const names = (found: typeof shops | typeof warehouses) =>
    Object.fromEntries(found.ok ? found.value.items.map(({ code, name }) => [code, name]) : [])
  return (
    <PageBody wide>
      <PageHeader title={t('title')} subtitle={t('text')} titleInBar />
      <MergeList
        page={page}
        shopNames={names(shops)}
        warehouseNames={names(warehouses)}
        mayMerge={can['order.merge']}
      />
    </PageBody>
  )
}
