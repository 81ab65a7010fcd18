import { getTranslations } from 'next-intl/server'
import { CartonsCard } from '@/components/floor/cartons-card'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { listCartons } from '@/lib/modules/warehouse/list-cartons'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { createCartonAction, updateCartonAction } from '../actions'
import { FloorTabs } from '../floor-tabs'

export async function generateMetadata() {
  return { title: (await getTranslations('floor.carton'))('title') }
}

export default async function CartonsPage() {
  const [{ items }, actor, t] = await Promise.all([
    load(listCartons, { limit: 200 }),
    requireActor(),
    getTranslations('floor.carton'),
  ])
  return (
    <PageBody>
      <PageHeader title={t('title')} titleInBar />
      <FloorTabs current="cartons" />
      <CartonsCard
        cartons={items}
        create={may(actor, 'carton.create') ? createCartonAction : undefined}
        update={may(actor, 'carton.update') ? updateCartonAction : undefined}
      />
    </PageBody>
  )
}
