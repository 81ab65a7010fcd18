import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { StatusTabs } from '@/components/table/status-tabs'
import { ViewMenu } from '@/components/table/view-menu'
import { listRejects } from '@/lib/modules/orders/list-rejects'
import { listShops } from '@/lib/modules/settings/list-shops'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import { rightsOf } from '@/lib/platform/entrance/rights'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { tastedList } from '../../list-taste'
import { RejectsList } from './rejects-list'

export async function generateMetadata() {
  return { title: (await getTranslations('orders.rejects'))('title') }
}

export default async function RejectsPage({ searchParams }: { searchParams: SearchParams }) {
  const { state = 'open', ...params } = await pageParams(listRejects.input, searchParams)
  const tasted = await tastedList('rejects', '/orders/rejects', searchParams)
  const can = rightsOf(await requireActor(), ['reject.replay', 'reject.dismiss', 'reject.start-bulk'])
  const [page, shops, t] = await Promise.all([
    load(listRejects, { ...params, state }),
    tryLoad(listShops, { limit: 200 }),
    getTranslations('orders.rejects'),
  ])
  const shopNames = Object.fromEntries(shops.ok ? shops.value.items.map((shop) => [shop.code, shop.name]) : [])
  return (
    <PageBody wide>
      <PageHeader
        title={t('title')}
        subtitle={t('text')}
        crumbs={[{ label: t('orders'), href: '/orders' }, { label: t('title') }]}
      />
      <StatusTabs
        current={tasted.taste.current?.id ?? state}
        items={[
          ...(['open', 'replayed', 'dismissed'] as const).map((key) => ({
            key,
            label: t(`state.${key}`),
            href: key === 'open' ? '/orders/rejects' : `/orders/rejects?state=${key}`,
          })),
          ...tasted.views,
        ]}
        aside={<ViewMenu taste={tasted.taste} />}
      />
      <RejectsList taste={tasted.taste} page={page} shopNames={shopNames} can={can} state={state} />
    </PageBody>
  )
}
