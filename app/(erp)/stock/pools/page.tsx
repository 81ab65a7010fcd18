import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { listPools } from '@/lib/modules/inventory/list-pools'
import { listShops } from '@/lib/modules/settings/list-shops'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import { rightsOf } from '@/lib/platform/entrance/rights'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { tastedList } from '../../list-taste'
import { StockTabs } from '../stock-tabs'
import { PoolList } from './pool-list'

export async function generateMetadata() {
  return { title: (await getTranslations('pools.pool'))('title') }
}

export default async function PoolsPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await pageParams(listPools.input, searchParams)
  const tasted = await tastedList('pools', '/stock/pools', searchParams)
  const [actor, page, shops, t] = await Promise.all([
    requireActor(),
    load(listPools, query),
    tryLoad(listShops, { limit: 200 }),
    getTranslations('pools.pool'),
  ])
  return (
    <PageBody wide>
      <PageHeader title={t('title')} titleInBar />
      <StockTabs current="pools" />
      <PoolList
        tasted={tasted}
        page={page}
        shops={shops.ok ? shops.value.items.map(({ code, name }) => ({ code, name })) : []}
        can={rightsOf(actor, ['pool.create', 'pool-move.create'])}
        filtered={query.status !== undefined}
        now={new Date().toISOString()}
      />
    </PageBody>
  )
}
