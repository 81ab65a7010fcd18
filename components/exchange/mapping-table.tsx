'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { Table, Td, Th } from '@/components/ui/table'
import type { ImportPreview } from '@/lib/modules/exchange/preview-import'
import type { ImportMapping } from '@/lib/modules/exchange/schema'

const none = '\u0000'

type Props = { preview: ImportPreview; mapping: ImportMapping; onChange: (mapping: ImportMapping) => void }

/** Our fields and which column of the file is which. Fields nobody needs and the file does not have stay folded away. */
export function MappingTable({ preview: { header, rows, columns, mapping: proposed }, mapping, onChange }: Props) {
  const t = useTranslations('exchange')
  const [all, setAll] = useState(false)
  const named = (column: string) => columns.required.includes(column) || proposed[column] !== undefined
  const shown = columns.all.filter((column) => all || named(column))
  const hidden = columns.all.length - shown.length
  const headings = header.filter((heading, at) => heading !== '' && header.indexOf(heading) === at)
  const options = [{ value: none, label: t('mapping.none') }, ...headings.map((value) => ({ value, label: value }))]
  function choose(column: string, heading: string | null) {
    // A column of the file means one thing: who takes it takes it from the other.
    const rest = Object.entries(mapping).filter(([other, taken]) => other !== column && taken !== heading)
    onChange(Object.fromEntries(heading === null || heading === none ? rest : [...rest, [column, heading]]))
  }
  const sample = (heading: string | undefined) => rows[0]?.[header.indexOf(heading ?? none)] ?? ''
  return (
    <>
      <Table>
        <thead>
          <tr>
            <Th>{t('mapping.ours')}</Th>
            <Th>{t('mapping.theirs')}</Th>
            <Th>{t('mapping.sample')}</Th>
          </tr>
        </thead>
        <tbody>
          {shown.map((column) => (
            <tr key={column}>
              <Td className="whitespace-nowrap">
                {t(`columns.${column as 'code'}`)}{' '}
                {columns.required.includes(column) ? <Badge tone="teal">{t('mapping.required')}</Badge> : null}
              </Td>
              <Td className="min-w-48">
                <Select
                  aria-label={t(`columns.${column as 'code'}`)}
                  value={mapping[column] ?? none}
                  onValueChange={(value) => choose(column, value)}
                  options={options}
                  className="w-full max-w-72"
                />
              </Td>
              <Td className="max-w-60 truncate text-muted">{sample(mapping[column])}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {hidden > 0 ? (
        <div className="border-t border-line-soft px-4 py-2">
          <Button size="sm" variant="ghost" onClick={() => setAll(true)}>
            {t('mapping.more', { count: hidden })}
          </Button>
        </div>
      ) : null}
    </>
  )
}
