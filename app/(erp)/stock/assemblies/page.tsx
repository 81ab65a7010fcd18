import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { listAssemblies } from '@/lib/modules/inventory/list-assemblies'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { tastedList } from '../../list-taste'
import { StockTabs } from '../stock-tabs'
import { warehouseNames } from '../warehouses'
import { AssemblyList } from './assembly-list'

export async function generateMetadata() {
  return { title: (await getTranslations('pools.assembly'))('title') }
}

export default async function AssembliesPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await pageParams(listAssemblies.input, searchParams)
  const tasted = await tastedList('assemblies', '/stock/assemblies', searchParams)
  const [actor, page, warehouses, t] = await Promise.all([
    requireActor(),
    load(listAssemblies, query),
    warehouseNames(),
    getTranslations('pools.assembly'),
  ])
  return (
    <PageBody wide>
      <PageHeader title={t('title')} titleInBar />
      <StockTabs current="assemblies" />
      <AssemblyList
        tasted={tasted}
        page={page}
        warehouses={warehouses}
        mayCreate={may(actor, 'assembly.create')}
        filtered={Boolean(query.state || query.kind || query.warehouseCode)}
      />
    </PageBody>
  )
}
