import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { listBlacklist } from '@/lib/modules/orders/list-blacklist'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import { rightsOf } from '@/lib/platform/entrance/rights'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { Blacklist } from './blacklist'

export async function generateMetadata() {
  return { title: (await getTranslations('orders.blacklist'))('title') }
}

export default async function BlacklistPage({ searchParams }: { searchParams: SearchParams }) {
  const params = await pageParams(listBlacklist.input, searchParams)
  const can = rightsOf(await requireActor(), ['blacklist.add', 'blacklist.remove'])
  return (
    <PageBody wide>
      <Blacklist page={await load(listBlacklist, params)} can={can} />
    </PageBody>
  )
}
