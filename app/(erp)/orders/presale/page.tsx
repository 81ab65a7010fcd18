import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { listPresaleSkus } from '@/lib/modules/orders/list-presale-skus'
import { listShops } from '@/lib/modules/settings/list-shops'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import { rightsOf } from '@/lib/platform/entrance/rights'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { PresaleList } from './presale-list'

export async function generateMetadata() {
  return { title: (await getTranslations('orders.presales'))('title') }
}

export default async function PresalePage({ searchParams }: { searchParams: SearchParams }) {
  const params = await pageParams(listPresaleSkus.input, searchParams)
  const can = rightsOf(await requireActor(), ['presale.set', 'presale.remove'])
  const [page, shops] = await Promise.all([load(listPresaleSkus, params), tryLoad(listShops, { limit: 200 })])
  return (
    <PageBody wide>
      <PresaleList page={page} shops={shops.ok ? shops.value.items : []} can={can} />
    </PageBody>
  )
}
