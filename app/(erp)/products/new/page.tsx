import { forbidden } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { listCategories } from '@/lib/modules/catalog/list-categories'
import { may } from '@/lib/platform/door/actor'
import { requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { ProductForm } from '../product-form'

export async function generateMetadata() {
  return { title: (await getTranslations('catalog'))('new') }
}

export default async function NewProductPage() {
  const t = await getTranslations('catalog')
  if (!may(await requireActor(), 'product.create')) forbidden()
  const categories = await tryLoad(listCategories, { limit: 200 })
  return (
    <PageBody>
      <PageHeader title={t('new')} />
      <ProductForm product={null} categories={categories.ok ? categories.value.items : []} />
    </PageBody>
  )
}
