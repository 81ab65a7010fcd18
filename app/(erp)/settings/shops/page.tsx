import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { getShop } from '@/lib/modules/settings/get-shop'
import { listShops } from '@/lib/modules/settings/list-shops'
import { placeStatuses } from '@/lib/modules/settings/schema'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { pickParams, type SearchParams } from '@/lib/platform/entrance/search-params'
import { ShopList } from './shop-list'

export async function generateMetadata() {
  return { title: (await getTranslations('shops'))('title') }
}

/** `?edit=<id>` or `?edit=new` opens the sheet, so that it can be linked to and left with "back". */
export default async function ShopsPage({ searchParams }: { searchParams: SearchParams }) {
  const { edit, cursor, ...asked } = await pickParams(searchParams, ['edit', 'status', 'cursor'])
  const status = placeStatuses.find((known) => known === asked.status)
  const actor = await requireActor()
  const page = await load(listShops, { ...(status && { status }), ...(cursor && { cursor }) })
  const edited = edit && edit !== 'new' ? await load(getShop, { shopId: edit }) : null
  const rights = {
    create: may(actor, 'shop.create'),
    update: may(actor, 'shop.update'),
    close: may(actor, 'shop.close'),
    connect: may(actor, 'connection.get'),
  }
  return (
    <PageBody wide>
      <ShopList page={page} edited={edited} adding={edit === 'new'} rights={rights} filtered={status !== undefined} />
    </PageBody>
  )
}
