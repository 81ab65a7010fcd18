import { forbidden } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { listPools } from '@/lib/modules/inventory/list-pools'
import { may } from '@/lib/platform/door/actor'
import { requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { pickParams, type SearchParams } from '@/lib/platform/entrance/search-params'
import { openWarehouses } from '../../warehouses'
import { PoolMoveForm } from './pool-move-form'

export async function generateMetadata() {
  return { title: (await getTranslations('pools'))('move.title') }
}

/** `?pool=<code>`: into this pool. */
export default async function PoolMovePage({ searchParams }: { searchParams: SearchParams }) {
  if (!may(await requireActor(), 'pool-move.create')) forbidden()
  const [{ pool }, warehouses, pools, t] = await Promise.all([
    pickParams(searchParams, ['pool']),
    openWarehouses(),
    tryLoad(listPools, { limit: 200 }),
    getTranslations('pools'),
  ])
  const items = pools.ok ? pools.value.items : []
  return (
    <PageBody>
      <PageHeader
        title={t('move.title')}
        subtitle={t('move.text')}
        crumbs={[{ label: t('pool.title'), href: '/stock/pools' }, { label: t('move.title') }]}
      />
      <PoolMoveForm
        warehouses={warehouses}
        pools={items.map(({ code, name, status }) => ({ code, name, active: status === 'active' }))}
        into={items.find(({ code, status }) => code === pool && status === 'active')?.code ?? ''}
      />
    </PageBody>
  )
}
