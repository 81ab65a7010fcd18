import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { PrintLog } from '@/components/print/print-log'
import { ListBar } from '@/components/table/list-bar'
import { listPrints } from '@/lib/modules/prints/list-prints'
import { paperKinds } from '@/lib/modules/prints/states'
import { load } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { tastedList } from '../../list-taste'
import { PrintTabs } from './print-tabs'

export async function generateMetadata() {
  return { title: (await getTranslations('prints.log'))('title') }
}

export default async function PrintLogPage({ searchParams }: { searchParams: SearchParams }) {
  const params = await pageParams(listPrints.input, searchParams)
  const tasted = await tastedList('prints', '/shipping/prints', searchParams)
  const [page, t] = await Promise.all([load(listPrints, params), getTranslations('prints')])
  return (
    <PageBody wide>
      <PageHeader title={t('log.title')} titleInBar />
      <PrintTabs current="log" />
      <ListBar
        tasted={tasted}
        filters={[
          {
            kind: 'select',
            key: 'kind',
            label: t('log.kind'),
            options: paperKinds.map((value) => ({ value, label: t(`kind.${value}`) })),
          },
          { kind: 'text', key: 'reference', label: t('log.reference') },
          { kind: 'select', key: 'again', label: t('log.again'), options: [{ value: '1', label: t('log.onlyAgain') }] },
        ]}
      />
      <PrintLog taste={tasted.taste} page={page} filtered={Boolean(params.kind || params.reference || params.again)} />
    </PageBody>
  )
}
