import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { listCustomers } from '@/lib/modules/customers/list-customers'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import { rightsOf } from '@/lib/platform/entrance/rights'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { tastedList } from '../list-taste'
import { marksOf } from '../marks-of'
import { CustomerList } from './customer-list'

export async function generateMetadata() {
  return { title: (await getTranslations('customers'))('title') }
}

export default async function CustomersPage({ searchParams }: { searchParams: SearchParams }) {
  const params = await pageParams(listCustomers.input, searchParams)
  const tasted = await tastedList('customers', '/customers', searchParams)
  const can = rightsOf(await requireActor(), [
    ...(['customer.create', 'customer.update', 'customer.start-bulk', 'import.create'] as const),
  ])
  const { q, group, tag, set, flag, assignee } = params
  const page = await load(listCustomers, params)
  return (
    <PageBody wide>
      <CustomerList
        tasted={tasted}
        page={page}
        marks={await marksOf('customer', page.items)}
        can={can}
        filter={params}
        filtered={Boolean(q || group || tag || set || flag || assignee)}
      />
    </PageBody>
  )
}
