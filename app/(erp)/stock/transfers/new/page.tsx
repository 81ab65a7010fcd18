import { forbidden } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { getTransfer } from '@/lib/modules/inventory/get-transfer'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { pickParams, type SearchParams } from '@/lib/platform/entrance/search-params'
import { openWarehouses } from '../../warehouses'
import { TransferForm } from './transfer-form'

export async function generateMetadata() {
  return { title: (await getTranslations('places.transfer'))('new') }
}

/** `?edit=<id>` changes a draft. */
export default async function TransferFormPage({ searchParams }: { searchParams: SearchParams }) {
  const { edit } = await pickParams(searchParams, ['edit'])
  const actor = await requireActor()
  if (!may(actor, edit ? 'transfer.update' : 'transfer.create')) forbidden()
  const [draft, warehouses, t] = await Promise.all([
    edit ? load(getTransfer, { transferId: edit }) : null,
    openWarehouses(),
    getTranslations('places.transfer'),
  ])
  const title = draft ? t('document', { number: draft.number }) : t('new')
  return (
    <PageBody>
      <PageHeader
        title={title}
        subtitle={t('text')}
        crumbs={[{ label: t('title'), href: '/stock/transfers' }, { label: draft ? draft.number : t('new') }]}
      />
      <TransferForm warehouses={warehouses} draft={draft} />
    </PageBody>
  )
}
