import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { StatusTabs } from '@/components/table/status-tabs'
import { listCalls } from '@/lib/modules/orders/list-calls'
import { listShops } from '@/lib/modules/settings/list-shops'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import { rightsOf } from '@/lib/platform/entrance/rights'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { CallsList } from './calls-list'

export async function generateMetadata() {
  return { title: (await getTranslations('orders.call'))('list') }
}

export default async function CallsPage({ searchParams }: { searchParams: SearchParams }) {
  const params = await pageParams(listCalls.input, searchParams)
  const can = rightsOf(await requireActor(), ['call.record', 'buyer.reveal', 'order.review'])
  const [page, shops, t] = await Promise.all([
    load(listCalls, params),
    tryLoad(listShops, { limit: 200 }),
    getTranslations('orders.call'),
  ])
  const shopNames = Object.fromEntries(shops.ok ? shops.value.items.map((shop) => [shop.code, shop.name]) : [])
  return (
    <PageBody wide>
      <PageHeader title={t('list')} titleInBar subtitle={t('listText')} />
      <StatusTabs
        current={params.due ? 'due' : 'all'}
        items={[
          { key: 'all', label: t('tabAll'), href: '/orders/calls' },
          { key: 'due', label: t('tabDue'), href: '/orders/calls?due=1' },
        ]}
      />
      <CallsList page={page} shopNames={shopNames} can={can} />
    </PageBody>
  )
}
