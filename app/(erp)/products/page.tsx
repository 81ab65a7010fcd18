import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { listProducts } from '@/lib/modules/catalog/list-products'
import { productStatuses } from '@/lib/modules/catalog/states'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { pickParams, type SearchParams } from '@/lib/platform/entrance/search-params'
import { allCategories } from '../all-categories'
import { firstView, tasteOf, viewTabs } from '../list-taste'
import { ProductList } from './product-list'

export async function generateMetadata() {
  return { title: (await getTranslations('catalog'))('title') }
}

export default async function ProductsPage({ searchParams }: { searchParams: SearchParams }) {
  const {
    category: categoryId,
    q,
    cursor,
    ...asked
  } = await pickParams(searchParams, ['q', 'category', 'status', 'cursor'])
  const status = productStatuses.find((known) => known === asked.status)
  const query = { ...(q && { q: q.slice(0, 100) }), ...(status && { status }), ...(cursor && { cursor }) }
  const actor = await requireActor()
  const taste = await tasteOf(actor, 'products', searchParams)
  const first = await firstView('/products', taste, searchParams)
  if (first) redirect(first)
  const page = await load(listProducts, { ...query, ...(categoryId && { categoryId }) })
  const categories = await allCategories()
  return (
    <PageBody wide>
      <ProductList
        taste={taste}
        views={viewTabs('/products', taste)}
        page={page}
        categories={categories}
        mayCreate={may(actor, 'product.create')}
        mayEdit={may(actor, 'sku.update')}
        mayImport={may(actor, 'import.create')}
        filtered={Boolean(q || status || categoryId)}
      />
    </PageBody>
  )
}
