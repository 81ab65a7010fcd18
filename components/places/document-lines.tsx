'use client'

import { X } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { LotFields } from '@/components/batches/lot-fields'
import type { LotWay } from '@/components/batches/lot-input'
import { fieldId } from '@/components/form/use-action-form'
import type { SkuChoice } from '@/components/stock/adjust-draft'
import { SkuSearch } from '@/components/stock/sku-search'
import type { StockActions } from '@/components/stock/stock-lookup'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { type Option, Select } from '@/components/ui/select'
import type { DocumentLine, LinesForm } from './use-lines-form'

export type LineColumn = {
  field: string
  label: string
  placeholder?: string
  /** Figures stand right, codes of bins are typed in their own letters. */
  kind: 'figure' | 'code'
  /** Choices instead of a field to type into. */
  options?: (line: DocumentLine) => readonly Option[]
}

type Props = {
  form: LinesForm
  title: string
  columns: readonly LineColumn[]
  /** The columns of the lines and of their heading, on a wide screen. */
  grid: string
  search: StockActions['search']
  onPick: (sku: SkuChoice) => void
  /** Which way goods go, for what SKUs ask for beside a quantity; without it nothing is asked. */
  lots?: LotWay
}

const addId = fieldId('add')

/** Lines, and below them the one field that makes more. Enter goes from a field back to it, so a scanner never needs the mouse. */
export function DocumentLines({ form, title, columns, grid, search, onPick, lots }: Props) {
  const t = useTranslations('places.lines')
  const { lines } = form.draft
  const added = useRef(false)
  const first = columns[0]?.field ?? 'quantity'

  // The new line can take the focus only once it is drawn.
  useEffect(() => {
    if (added.current) document.getElementById(fieldId(`lines.${lines.length - 1}.${first}`))?.focus()
    added.current = false
  }, [lines.length, first])
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.metaKey || event.ctrlKey || !(event.target instanceof HTMLInputElement)) return
    // Enter in a field would send the form.
    event.preventDefault()
    if (event.target.id !== addId && !event.nativeEvent.isComposing) document.getElementById(addId)?.focus()
  }
  const none = form.errorAt('lines')
  const row = `grid grid-cols-2 gap-x-3 gap-y-2 md:items-start ${grid}`
  return (
    <Card title={title} aside={<span className="text-muted">{t('count', { count: lines.length })}</span>}>
      <fieldset onKeyDown={onKeyDown} className="min-w-0">
        <legend className="sr-only">{title}</legend>
        {lines.length > 0 ? (
          <>
            <div aria-hidden="true" className={cn('border-b border-line pb-1.5 text-xs text-muted max-md:hidden', row)}>
              <span>{t('sku')}</span>
              {columns.map(({ field, label, kind }) => (
                <span key={field} className={cn(kind === 'figure' && 'text-right')}>
                  {label}
                </span>
              ))}
            </div>
            <ul>
              {lines.map((line, index) => (
                <li key={line.key} className={cn('relative border-b border-line-soft py-2.5', row)}>
                  <SkuName line={line} />
                  {columns.map((column) => (
                    <Cell key={column.field} column={column} line={line} index={index} form={form} />
                  ))}
                  <IconButton
                    label={t('remove', { code: line.code })}
                    className="max-md:absolute max-md:top-1.5 max-md:right-0"
                    onClick={() => form.remove(index)}
                  >
                    <X />
                  </IconButton>
                  {lots ? (
                    <LotFields
                      line={line}
                      values={line.values}
                      path={`lines.${index}`}
                      way={lots}
                      errorAt={form.errorAt}
                      onChange={(field, value) => form.setLine(index, field, value)}
                    />
                  ) : null}
                </li>
              ))}
            </ul>
          </>
        ) : null}
        <div className={cn(lines.length > 0 && 'pt-3')}>
          <SkuSearch
            id={addId}
            search={search}
            invalid={none !== null}
            onPick={(sku) => {
              added.current = true
              onPick(sku)
            }}
          />
          {none ? <p className="mt-1 text-xs text-danger-text">{none}</p> : null}
        </div>
      </fieldset>
    </Card>
  )
}

function SkuName({ line }: { line: DocumentLine }) {
  const locale = useLocale()
  return (
    <span className="col-span-2 min-w-0 pr-9 md:col-span-1 md:pt-1 md:pr-0">
      <span className="block truncate font-mono text-sm font-medium">{line.code}</span>
      <span className="block truncate text-xs text-muted">{(locale === 'en' && line.nameEn) || line.name}</span>
    </span>
  )
}

type CellProps = { column: LineColumn; line: DocumentLine; index: number; form: LinesForm }

function Cell({ column, line, index, form }: CellProps) {
  const { field, label, placeholder, kind, options } = column
  const path = `lines.${index}.${field}`
  const id = fieldId(path)
  const error = form.errorAt(path)
  const value = line.values[field] ?? ''
  const aria = {
    id,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': error ? `${id}-error` : undefined,
  } as const
  return (
    <span className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-xs text-muted md:sr-only">
        {label}
        <span className="sr-only"> {line.code}</span>
      </label>
      {options ? (
        <Select
          {...aria}
          value={value || null}
          placeholder={placeholder}
          options={options(line)}
          onValueChange={(next) => form.setLine(index, field, next ?? '')}
        />
      ) : (
        <Input
          {...aria}
          value={value}
          placeholder={placeholder}
          autoComplete="off"
          inputMode={kind === 'figure' ? 'decimal' : 'text'}
          autoCapitalize={kind === 'code' ? 'characters' : undefined}
          className={kind === 'figure' ? 'text-right tabular-nums' : 'font-mono'}
          onChange={(event) => form.setLine(index, field, event.target.value)}
        />
      )}
      {error ? (
        <span id={`${id}-error`} className="text-xs text-danger-text">
          {error}
        </span>
      ) : null}
    </span>
  )
}
