import { forbidden } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { may } from '@/lib/platform/door/actor'
import { requireActor } from '@/lib/platform/entrance/page'
import { rightsOf } from '@/lib/platform/entrance/rights'
import { allCategories } from '../../all-categories'
import { CategoryList } from './category-list'

export async function generateMetadata() {
  return { title: (await getTranslations('catalog.categories'))('title') }
}

/** The seller's own tree of goods. */
export default async function CategoriesPage() {
  const actor = await requireActor()
  if (!may(actor, 'category.list')) forbidden()
  const can = rightsOf(actor, ['category.create', 'category.update', 'category.delete'])
  return (
    <PageBody>
      <CategoryList categories={await allCategories()} can={can} />
    </PageBody>
  )
}
