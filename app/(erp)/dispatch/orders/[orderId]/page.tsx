import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { getOrderPath } from '@/lib/modules/dispatch/get-order-path'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { rightsOf } from '@/lib/platform/entrance/rights'
import { dispatchRights } from '../../dispatch-rights'
import { PathScreen } from './path-screen'

export async function generateMetadata() {
  return { title: (await getTranslations('dispatch.path'))('title') }
}

export default async function OrderPathPage({ params }: { params: Promise<{ orderId: string }> }) {
  const can = rightsOf(await requireActor(), dispatchRights)
  const path = await load(getOrderPath, { orderId: (await params).orderId })
  return (
    <PageBody>
      <PathScreen path={path} can={can} />
    </PageBody>
  )
}
