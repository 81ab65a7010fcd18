import { forbidden } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { listCategories } from '@/lib/modules/catalog/list-categories'
import { may } from '@/lib/platform/door/actor'
import { requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { openWarehouses } from '../../warehouses'
import { StocktakeForm } from './stocktake-form'

export async function generateMetadata() {
  return { title: (await getTranslations('stocktakes'))('new') }
}

export default async function NewStocktakePage() {
  if (!may(await requireActor(), 'stocktake.create')) forbidden()
  const [warehouses, categories, t] = await Promise.all([
    openWarehouses(),
    tryLoad(listCategories, { limit: 200 }),
    getTranslations('stocktakes'),
  ])
  return (
    <PageBody>
      <PageHeader
        title={t('new')}
        subtitle={t('text')}
        crumbs={[{ label: t('title'), href: '/stock/stocktakes' }, { label: t('new') }]}
      />
      <StocktakeForm
        warehouses={warehouses}
        categories={categories.ok ? categories.value.items.map(({ id, nameZh }) => ({ value: id, label: nameZh })) : []}
      />
    </PageBody>
  )
}
