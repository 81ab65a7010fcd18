import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { listReturnRequests } from '@/lib/modules/aftersales/list-return-requests'
import { listShops } from '@/lib/modules/settings/list-shops'
import { load, tryLoad } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { tastedList } from '../../list-taste'
import { marksOf } from '../../marks-of'
import { ReturnsList } from './returns-list'

export async function generateMetadata() {
  return { title: (await getTranslations('orders.returns'))('title') }
}

export default async function ReturnsPage({ searchParams }: { searchParams: SearchParams }) {
  const params = await pageParams(listReturnRequests.input, searchParams)
  const tasted = await tastedList('returns', '/orders/returns', searchParams)
  const [page, shops, t] = await Promise.all([
    load(listReturnRequests, params),
    tryLoad(listShops, { limit: 200 }),
    getTranslations('orders.returns'),
  ])
  const shopNames = Object.fromEntries(shops.ok ? shops.value.items.map((shop) => [shop.code, shop.name]) : [])
  return (
    <PageBody wide>
      <PageHeader
        title={t('title')}
        subtitle={t('text')}
        crumbs={[{ label: t('orders'), href: '/orders' }, { label: t('title') }]}
      />
      <ReturnsList
        tasted={tasted}
        page={page}
        marks={await marksOf('return-request', page.items)}
        shopNames={shopNames}
        filtered={Boolean(
          params.q || params.orderId || params.shopCode || params.state || params.set || params.flag || params.assignee,
        )}
      />
    </PageBody>
  )
}
