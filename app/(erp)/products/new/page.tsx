import { forbidden } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { may } from '@/lib/platform/door/actor'
import { requireActor } from '@/lib/platform/entrance/page'
import { allCategories } from '../../all-categories'
import { ProductForm } from '../product-form'

export async function generateMetadata() {
  return { title: (await getTranslations('catalog'))('new') }
}

export default async function NewProductPage() {
  const t = await getTranslations('catalog')
  if (!may(await requireActor(), 'product.create')) forbidden()
  const categories = await allCategories()
  return (
    <PageBody>
      <PageHeader title={t('new')} />
      <ProductForm product={null} categories={categories} />
    </PageBody>
  )
}
