import { getTranslations } from 'next-intl/server'
import { PermitReturn } from '@/components/channels/permit-return'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { requireActor } from '@/lib/platform/entrance/page'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { permitAction } from '../[shopId]/actions'

export async function generateMetadata() {
  return { title: (await getTranslations('channels.permit'))('returning') }
}

/** Where a marketplace sends the merchant back to. Opening it does nothing: the page itself hands in what stands in its address. */
export default async function PermittedPage({ searchParams }: { searchParams: SearchParams }) {
  const [given, t] = await Promise.all([searchParams, getTranslations('channels.permit'), requireActor()])
  const params = Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
  return (
    <PageBody>
      <PageHeader title={t('returning')} />
      <PermitReturn params={params} permit={permitAction} />
    </PageBody>
  )
}
