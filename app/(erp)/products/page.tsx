import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { listProducts } from '@/lib/modules/catalog/list-products'
import { productsAsked } from '@/lib/modules/catalog/products-asked'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { pickParams, type SearchParams } from '@/lib/platform/entrance/search-params'
import { allCategories } from '../all-categories'
import { tastedList } from '../list-taste'
import { marksOf } from '../marks-of'
import { ProductList } from './product-list'

const bulkActions = ['product.activate', 'product.discontinue', 'product.set-category'] as const

export async function generateMetadata() {
  return { title: (await getTranslations('catalog'))('title') }
}

export default async function ProductsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor()
  const { category, cursor } = await pickParams(searchParams, ['category', 'cursor'])
  const query = productsAsked(await searchParams, actor.tenant.currency)
  const tasted = await tastedList('products', '/products', searchParams)
  const page = await load(listProducts, { ...query, ...(cursor && { cursor }) })
  const categories = await allCategories()
  return (
    <PageBody wide>
      <ProductList
        tasted={tasted}
        page={page}
        marks={await marksOf('product', page.items)}
        categories={categories}
        mayCreate={may(actor, 'product.create')}
        mayEdit={may(actor, 'sku.update')}
        mayImport={may(actor, 'import.create')}
        bulk={bulkActions.filter((action) => may(actor, 'product.start-bulk') && may(actor, action))}
        asked={category ?? null}
        currency={actor.tenant.currency}
        filter={query}
      />
    </PageBody>
  )
}
