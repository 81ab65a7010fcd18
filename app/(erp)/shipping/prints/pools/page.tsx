import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { NewPool } from '@/components/print/new-pool'
import { PoolList } from '@/components/print/pool-list'
import { listWaybillPools } from '@/lib/modules/prints/list-waybill-pools'
import { listWarehouses } from '@/lib/modules/settings/list-warehouses'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { createPoolAction, updatePoolAction } from '../actions'
import { PrintTabs } from '../print-tabs'

export async function generateMetadata() {
  return { title: (await getTranslations('prints.pool'))('title') }
}

export default async function PoolsPage({ searchParams }: { searchParams: SearchParams }) {
  const [page, warehouses, actor, t] = await Promise.all([
    load(listWaybillPools, await pageParams(listWaybillPools.input, searchParams)),
    tryLoad(listWarehouses, { limit: 200 }),
    requireActor(),
    getTranslations('prints.pool'),
  ])
  const options = warehouses.ok ? warehouses.value.items.map(({ code, name }) => ({ value: code, label: name })) : []
  return (
    <PageBody wide>
      <PageHeader
        title={t('title')}
        titleInBar
        actions={
          may(actor, 'waybill-pool.create') ? <NewPool warehouses={options} create={createPoolAction} /> : undefined
        }
      />
      <PrintTabs current="pools" />
      <PoolList page={page} update={may(actor, 'waybill-pool.update') ? updatePoolAction : undefined} />
    </PageBody>
  )
}
