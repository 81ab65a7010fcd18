import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { listImports } from '@/lib/modules/exchange/list-imports'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { tastedList } from '../list-taste'
import { ImportList } from './import-list'

export async function generateMetadata() {
  return { title: (await getTranslations('exchange'))('title') }
}

export default async function ImportsPage({ searchParams }: { searchParams: SearchParams }) {
  const { kind, state, cursor } = await pageParams(listImports.input, searchParams)
  const tasted = await tastedList('imports', '/imports', searchParams)
  const actor = await requireActor()
  const page = await load(listImports, { ...(kind && { kind }), ...(state && { state }), ...(cursor && { cursor }) })
  return (
    <PageBody wide>
      <ImportList
        tasted={tasted}
        page={page}
        mayCreate={may(actor, 'import.create')}
        filtered={Boolean(kind || state)}
      />
    </PageBody>
  )
}
