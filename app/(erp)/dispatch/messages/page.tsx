import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { getMessage } from '@/lib/modules/dispatch/get-message'
import { listMessages } from '@/lib/modules/dispatch/list-messages'
import { listShops } from '@/lib/modules/settings/list-shops'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import { rightsOf } from '@/lib/platform/entrance/rights'
import { pickParams, type SearchParams } from '@/lib/platform/entrance/search-params'
import { dispatchRights } from '../dispatch-rights'
import { MessageList } from './message-list'

export async function generateMetadata() {
  return { title: (await getTranslations('dispatch.messages'))('title') }
}

/** `?look=<id>` opens one, so that it can be linked to and left with "back". */
export default async function MessagesPage({ searchParams }: { searchParams: SearchParams }) {
  const params = await pageParams(listMessages.input, searchParams)
  const { look } = await pickParams(searchParams, ['look'])
  const can = rightsOf(await requireActor(), dispatchRights)
  const [page, shops, seen] = await Promise.all([
    load(listMessages, params),
    tryLoad(listShops, { limit: 200 }),
    look && can['message.get'] ? tryLoad(getMessage, { messageId: look }) : null,
  ])
  return (
    <PageBody wide>
      <MessageList
        page={page}
        shops={shops.ok ? shops.value.items.map(({ id, name }) => ({ id, name })) : []}
        look={seen?.ok ? seen.value : null}
        can={can}
        filtered={Boolean(params.kind || params.state || params.shopId || params.orderId || params.trouble)}
      />
    </PageBody>
  )
}
