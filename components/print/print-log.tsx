'use client'

import { Printer } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import type { ListTaste } from '@/components/table/list-taste'
import { TimeCell } from '@/components/table/time-cell'
import { Badge } from '@/components/ui/badge'
import { CopyText } from '@/components/ui/copy-text'
import { EmptyState } from '@/components/ui/empty-state'
import type { PrintView } from '@/lib/modules/prints/schema'

const rowId = (row: PrintView) => row.id
const rowLabel = (row: PrintView) => row.reference

export function PrintLog({
  taste,
  page,
  filtered,
}: {
  taste: ListTaste
  page: { items: PrintView[]; nextCursor: string | null }
  filtered: boolean
}) {
  const t = useTranslations('prints')
  const columns = useMemo<ListColumn<PrintView>[]>(
    () => [
      { key: 'reference', header: t('log.reference'), width: 190, cell: (row) => <CopyText value={row.reference} /> },
      { key: 'kind', header: t('log.kind'), cell: (row) => t(`kind.${row.kind}`) },
      {
        key: 'copy',
        header: t('log.copy'),
        align: 'right',
        cell: (row) => (
          <span className="inline-flex items-center gap-2">
            {row.reason ? <Badge tone="danger">{t('log.again')}</Badge> : null}
            {row.copy}
          </span>
        ),
      },
      { key: 'copies', header: t('log.copies'), align: 'right', cell: (row) => row.copies },
      { key: 'reason', header: t('log.reason'), cell: (row) => (row.reason ? t(`reason.${row.reason}`) : '—') },
      { key: 'by', header: t('log.by'), cell: (row) => row.printedBy },
      { key: 'at', header: t('log.at'), cell: (row) => <TimeCell value={row.printedAt} exact /> },
    ],
    [t],
  )
  return (
    <DataList
      taste={taste}
      label={t('log.title')}
      rows={page.items}
      columns={columns}
      rowId={rowId}
      rowLabel={rowLabel}
      nextCursor={page.nextCursor}
      empty={
        <EmptyState
          icon={<Printer />}
          title={t(filtered ? 'log.filtered' : 'log.empty')}
          text={t(filtered ? 'log.filteredText' : 'log.emptyText')}
        />
      }
    />
  )
}
