import { forbidden } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { categoryOptions } from '@/components/catalog/category-options'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { may } from '@/lib/platform/door/actor'
import { requireActor } from '@/lib/platform/entrance/page'
import { allCategories } from '../../../all-categories'
import { openWarehouses } from '../../warehouses'
import { StocktakeForm } from './stocktake-form'

export async function generateMetadata() {
  return { title: (await getTranslations('stocktakes'))('new') }
}

export default async function NewStocktakePage() {
  if (!may(await requireActor(), 'stocktake.create')) forbidden()
  const [warehouses, categories, locale, t] = await Promise.all([
    openWarehouses(),
    allCategories(),
    getLocale(),
    getTranslations('stocktakes'),
  ])
  return (
    <PageBody>
      <PageHeader
        title={t('new')}
        subtitle={t('text')}
        crumbs={[{ label: t('title'), href: '/stock/stocktakes' }, { label: t('new') }]}
      />
      <StocktakeForm warehouses={warehouses} categories={categoryOptions(categories, locale)} />
    </PageBody>
  )
}
