import { forbidden } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { may } from '@/lib/platform/door/actor'
import { requireActor } from '@/lib/platform/entrance/page'
import { pickParams, type SearchParams } from '@/lib/platform/entrance/search-params'
import { openWarehouses } from '../../warehouses'
import { AssemblyForm } from './assembly-form'

export async function generateMetadata() {
  return { title: (await getTranslations('pools.assembly'))('new') }
}

/** `?sku=<code>` begins with a bundle, for links from elsewhere. */
export default async function AssemblyFormPage({ searchParams }: { searchParams: SearchParams }) {
  if (!may(await requireActor(), 'assembly.create')) forbidden()
  const [{ sku }, warehouses, t] = await Promise.all([
    pickParams(searchParams, ['sku']),
    openWarehouses(),
    getTranslations('pools.assembly'),
  ])
  return (
    <PageBody>
      <PageHeader
        title={t('new')}
        subtitle={t('text')}
        crumbs={[{ label: t('title'), href: '/stock/assemblies' }, { label: t('new') }]}
      />
      <AssemblyForm warehouses={warehouses} skuCode={sku?.slice(0, 200) ?? ''} />
    </PageBody>
  )
}
