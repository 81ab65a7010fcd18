import { forbidden } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { templateOf } from '@/lib/modules/exchange/import-examples'
import { importKindNames } from '@/lib/modules/exchange/states'
import { listShops } from '@/lib/modules/settings/list-shops'
import { listWarehouses } from '@/lib/modules/settings/list-warehouses'
import { may } from '@/lib/platform/door/actor'
import { requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { pickParams, type SearchParams } from '@/lib/platform/entrance/search-params'
import { UploadForm } from './upload-form'

export async function generateMetadata() {
  return { title: (await getTranslations('exchange'))('new') }
}

/** `?kind=` chooses what the file holds, for links from the lists. */
export default async function NewImportPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor()
  if (!may(actor, 'import.create')) forbidden()
  const { kind } = await pickParams(searchParams, ['kind'])
  const [shops, warehouses, t] = await Promise.all([
    tryLoad(listShops, { limit: 200, status: 'active' }),
    tryLoad(listWarehouses, { limit: 200, status: 'active' }),
    getTranslations('exchange'),
  ])
  return (
    <PageBody>
      <PageHeader
        title={t('new')}
        subtitle={t('text')}
        crumbs={[{ label: t('title'), href: '/imports' }, { label: t('new') }]}
      />
      <UploadForm
        kind={importKindNames.find((known) => known === kind) ?? 'products'}
        shops={shops.ok ? shops.value.items.map(({ code, name }) => ({ value: code, label: name })) : []}
        warehouses={warehouses.ok ? warehouses.value.items.map(({ code, name }) => ({ value: code, label: name })) : []}
        templates={Object.fromEntries(importKindNames.map((one) => [one, templateOf(one)]))}
      />
    </PageBody>
  )
}
