import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { getListing } from '@/lib/modules/channels/get-listing'
import { listListings } from '@/lib/modules/channels/list-listings'
import { listShops } from '@/lib/modules/settings/list-shops'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import { rightsOf } from '@/lib/platform/entrance/rights'
import { pickParams, type SearchParams } from '@/lib/platform/entrance/search-params'
import { tastedList } from '../list-taste'
import { ListingList } from './listing-list'

export async function generateMetadata() {
  return { title: (await getTranslations('listings'))('title') }
}

/** `?look=<id>` opens one, so that it can be linked to and left with "back". */
export default async function ListingsPage({ searchParams }: { searchParams: SearchParams }) {
  const params = await pageParams(listListings.input, searchParams)
  const tasted = await tastedList('listings', '/listings', searchParams)
  const { look } = await pickParams(searchParams, ['look'])
  const can = rightsOf(await requireActor(), [
    'listing.map',
    'listing.map-many',
    'listing.unmap',
    'listing.push',
    'listing.get',
  ])
  const [page, shops, seen] = await Promise.all([
    load(listListings, params),
    tryLoad(listShops, { limit: 200 }),
    look && can['listing.get'] ? tryLoad(getListing, { listingId: look }) : null,
  ])
  return (
    <PageBody wide>
      <ListingList
        tasted={tasted}
        page={page}
        shops={shops.ok ? shops.value.items.map(({ id, name }) => ({ id, name })) : []}
        look={seen?.ok ? seen.value : null}
        can={can}
        filtered={Boolean(params.q || params.set || params.shopId || (params.show && params.show !== 'all'))}
      />
    </PageBody>
  )
}
