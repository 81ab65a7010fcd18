import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { WaybillList } from '@/components/print/waybill-list'
import { ListBar } from '@/components/table/list-bar'
import { listWaybills } from '@/lib/modules/prints/list-waybills'
import { waybillStates } from '@/lib/modules/prints/schema'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { tastedList } from '../../../list-taste'
import { voidWaybillAction } from '../actions'
import { PrintTabs } from '../print-tabs'

export async function generateMetadata() {
  return { title: (await getTranslations('prints.waybill'))('title') }
}

export default async function WaybillsPage({ searchParams }: { searchParams: SearchParams }) {
  const params = await pageParams(listWaybills.input, searchParams)
  const tasted = await tastedList('waybills', '/shipping/prints/waybills', searchParams)
  const [page, actor, t] = await Promise.all([
    load(listWaybills, params),
    requireActor(),
    getTranslations('prints.waybill'),
  ])
  return (
    <PageBody wide>
      <PageHeader title={t('title')} titleInBar />
      <PrintTabs current="waybills" />
      <ListBar
        tasted={tasted}
        filters={[
          { kind: 'text', key: 'number', label: t('number') },
          {
            kind: 'select',
            key: 'state',
            label: t('state'),
            options: waybillStates.map((value) => ({ value, label: t(`states.${value}`) })),
          },
        ]}
      />
      <WaybillList
        taste={tasted.taste}
        page={page}
        filtered={Boolean(params.number || params.state)}
        drop={may(actor, 'waybill.void') ? voidWaybillAction : undefined}
      />
    </PageBody>
  )
}
