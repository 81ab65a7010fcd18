'use client'

import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Table, Td, Th } from '@/components/ui/table'
import type { ImportReject } from '@/lib/modules/exchange/list-import-errors'
import type { ImportView } from '@/lib/modules/exchange/schema'
import { isArchive } from '@/lib/modules/exchange/states'
import { useReason } from './use-reason'

/** What keeps rows out, place by place; columns are called as they are in the file, and so are the tables of an archive. */
export function RejectTable({ one, rejects }: { one: ImportView; rejects: readonly ImportReject[] }) {
  const t = useTranslations('exchange')
  const reason = useReason()
  const named = (column: string) => {
    const heading = one.mapping?.[column]
    if (heading) return heading
    return t.has(`columns.${column}`) ? t(`columns.${column as 'code'}`) : column
  }
  const places = rejects.flatMap(({ seq, errors }) => errors.map((error, i) => ({ ...error, key: `${seq} ${i}` })))
  const tables = isArchive(one) && one.kind !== 'images'
  return (
    <Card title={t('report.title')} padded={false}>
      <Table>
        <thead>
          <tr>
            {tables ? <Th>{t('report.table')}</Th> : null}
            <Th align="right" className="w-16">
              {t('report.row')}
            </Th>
            <Th>{t('report.column')}</Th>
            <Th>{t('report.reason')}</Th>
          </tr>
        </thead>
        <tbody>
          {places.map(({ key, file, row, column, code }) => (
            <tr key={key}>
              {tables ? <Td className="whitespace-nowrap">{file ?? '—'}</Td> : null}
              <Td align="right" data-figure="">
                {row}
              </Td>
              <Td className="whitespace-nowrap">{column ? named(column) : '—'}</Td>
              <Td>{reason(code)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="border-t border-line-soft px-4 py-2 text-xs text-muted">
        {one.rejected > rejects.length
          ? t('report.first', { count: rejects.length })
          : t(isArchive(one) ? 'rejectsHelpArchive' : 'rejectsHelp')}
      </p>
    </Card>
  )
}
