import { getTranslations } from 'next-intl/server'
import { ImportStateBadge } from '@/components/exchange/import-state'
import { ImportSteps } from '@/components/exchange/import-steps'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { getImport } from '@/lib/modules/exchange/get-import'
import { listImportErrors } from '@/lib/modules/exchange/list-import-errors'
import { previewImport } from '@/lib/modules/exchange/preview-import'
import { formatField } from '@/lib/modules/exchange/schema'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { rightsOf } from '@/lib/platform/entrance/rights'
import { pickParams, type SearchParams } from '@/lib/platform/entrance/search-params'
import { ImportOutcome } from './import-outcome'
import { ImportProgress } from './import-progress'
import { MappingForm } from './mapping-form'

export async function generateMetadata() {
  return { title: (await getTranslations('exchange'))('title') }
}

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams }

/** One import from its columns to its end. `?encoding=`, `?delimiter=` and `?sheet=` read the file another way before it is checked. */
export default async function ImportPage({ params, searchParams }: Props) {
  const { id } = await params
  const actor = await requireActor()
  const one = await load(getImport, { importId: id })
  const { columns, ...asked } = await pickParams(searchParams, ['encoding', 'delimiter', 'sheet', 'columns'])
  const t = await getTranslations('exchange')
  const can = rightsOf(actor, ['import.start', 'import.cancel', 'import.undo', 'import.rejects'])
  const mapping = one.state === 'draft' || (columns === 'again' && ['checked', 'failed'].includes(one.state))
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value))
  const format = formatField.safeParse(given)
  const preview = mapping ? await previewImport(actor, one, format.success ? format.data : {}) : null
  const rejects = one.rejected > 0 && !mapping ? await tryLoad(listImportErrors, { importId: id, limit: 50 }) : null
  return (
    <PageBody>
      <PageHeader
        title={one.fileName}
        badge={<ImportStateBadge state={one.state} />}
        subtitle={[t(`kinds.${one.kind}`), one.shopCode, one.warehouseCode].filter(Boolean).join(' · ')}
        crumbs={[{ label: t('title'), href: '/imports' }, { label: one.fileName }]}
      />
      <ImportSteps one={one} mapping={mapping} />
      {preview ? (
        <MappingForm key={JSON.stringify(preview)} one={one} preview={preview} can={can} />
      ) : one.state === 'queued' || one.state === 'running' ? (
        <ImportProgress one={one} can={can} />
      ) : (
        <ImportOutcome one={one} rejects={rejects?.ok ? rejects.value.items : []} can={can} />
      )}
    </PageBody>
  )
}
