'use client'

import { FileUp } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { ImportStateBadge } from '@/components/exchange/import-state'
import { PageHeader } from '@/components/layout/page-header'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import type { FilterDef } from '@/components/table/filter-defs'
import { ListBar } from '@/components/table/list-bar'
import type { TastedList } from '@/components/table/list-taste'
import { TimeCell } from '@/components/table/time-cell'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import type { ImportView } from '@/lib/modules/exchange/schema'
import { importKindNames, importStates } from '@/lib/modules/exchange/states'

type Props = {
  tasted: TastedList
  page: { items: ImportView[]; nextCursor: string | null }
  mayCreate: boolean
  filtered: boolean
}

const rowId = (one: ImportView) => one.id
const rowLabel = (one: ImportView) => one.fileName
const hrefOf = (one: ImportView) => `/imports/${one.id}`

export function ImportList({ tasted, page, mayCreate, filtered }: Props) {
  const t = useTranslations('exchange')
  const columns = useMemo<ListColumn<ImportView>[]>(
    () => [
      {
        key: 'file',
        header: t('file'),
        width: 220,
        cell: (one) => (
          <Link href={hrefOf(one)} className="block max-w-100 truncate font-medium hover:underline">
            {one.fileName}
          </Link>
        ),
      },
      { key: 'kind', header: t('kind'), cell: (one) => t(`kinds.${one.kind}`) },
      { key: 'state', header: t('state'), cell: (one) => <ImportStateBadge state={one.state} /> },
      {
        key: 'result',
        header: t('result'),
        wrap: true,
        cell: (one) => {
          const { created, updated, unchanged, rejected } = one
          return one.state === 'draft' ? '—' : t('counts', { created, updated, unchanged, rejected })
        },
      },
      { key: 'at', header: t('at'), align: 'right', cell: (one) => <TimeCell value={one.createdAt} /> },
    ],
    [t],
  )
  const filters = useMemo<FilterDef[]>(
    () => [
      {
        kind: 'select',
        key: 'kind',
        label: t('kind'),
        options: importKindNames.map((value) => ({ value, label: t(`kinds.${value}`) })),
      },
      {
        kind: 'select',
        key: 'state',
        label: t('state'),
        options: importStates.map((value) => ({ value, label: t(`states.${value}`) })),
      },
    ],
    [t],
  )
  const add = (
    <ButtonLink variant="primary" href="/imports/new">
      <FileUp />
      {t('new')}
    </ButtonLink>
  )
  return (
    <>
      <PageHeader title={t('title')} titleInBar />
      <ListBar tasted={tasted} filters={filters} aside={mayCreate ? add : null} />
      <DataList
        taste={tasted.taste}
        label={t('list')}
        rows={page.items}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        rowHref={hrefOf}
        nextCursor={page.nextCursor}
        empty={
          <EmptyState
            icon={<FileUp />}
            title={t(filtered ? 'empty.filtered' : 'empty.title')}
            text={t(filtered ? 'empty.filteredText' : 'empty.text')}
            action={mayCreate && !filtered ? add : undefined}
          />
        }
      />
    </>
  )
}
