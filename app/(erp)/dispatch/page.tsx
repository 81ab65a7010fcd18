import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { getStatus } from '@/lib/modules/dispatch/get-status'
import { listShopFlows } from '@/lib/modules/dispatch/list-shop-flows'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { rightsOf } from '@/lib/platform/entrance/rights'
import { ControlRoom } from './control-room'
import { dispatchRights } from './dispatch-rights'

export async function generateMetadata() {
  return { title: (await getTranslations('dispatch'))('title') }
}

export default async function DispatchPage() {
  const can = rightsOf(await requireActor(), dispatchRights)
  const [status, shops] = await Promise.all([load(getStatus, {}), load(listShopFlows, { limit: 100 })])
  return (
    <PageBody>
      <ControlRoom status={status} shops={shops.items} can={can} />
    </PageBody>
  )
}
