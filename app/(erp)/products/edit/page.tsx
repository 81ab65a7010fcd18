import { forbidden } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { ButtonLink } from '@/components/ui/button-link'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { mergeSkusAction, updateSkusAction } from '../actions'
import { SkuGrid } from './sku-grid'

export async function generateMetadata() {
  return { title: (await getTranslations('catalog.grid'))('title') }
}

/** SKUs as a sheet: many are changed beside each other and saved at once. */
export default async function EditSkusPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor()
  if (!may(actor, 'sku.update')) forbidden()
  const { q, status, set, cursor, limit } = await pageParams(listSkus.input, searchParams)
  const [page, t] = await Promise.all([
    load(listSkus, {
      ...(q && { q }),
      ...(status && { status }),
      ...(set && { set }),
      ...(cursor && { cursor }),
      ...(limit && { limit }),
    }),
    getTranslations('catalog'),
  ])
  return (
    <PageBody>
      <PageHeader
        title={t('grid.title')}
        subtitle={t('grid.text')}
        crumbs={[{ label: t('title'), href: '/products' }, { label: t('grid.title') }]}
        actions={
          may(actor, 'import.create') ? (
            <ButtonLink href="/imports/new?kind=skus">{t('grid.byFile')}</ButtonLink>
          ) : undefined
        }
      />
      <SkuGrid
        page={page}
        mayPaste={may(actor, 'number-set.create')}
        save={updateSkusAction}
        merge={may(actor, 'sku.merge') ? mergeSkusAction : null}
      />
    </PageBody>
  )
}
