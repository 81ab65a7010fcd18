'use client'

import { X } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { memo } from 'react'
import { LotFields } from '@/components/batches/lot-fields'
import { fieldId } from '@/components/form/use-action-form'
import { cn } from '@/components/ui/cn'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { type LineDraft, readQuantity } from './adjust-draft'
import type { Place } from './stock-lookup'

/** The columns of the lines and of their heading. */
export const lineGrid =
  'md:grid md:grid-cols-[minmax(0,1fr)_7.5rem_8rem_10rem_2rem] md:items-start md:gap-x-3 md:gap-y-0'

type Props = {
  line: LineDraft
  index: number
  place: Place | undefined
  errors: { quantity: string | null; unitCost: string | null }
  /** Of what the SKU asks for beside a quantity; a new one when any of them changes. */
  lotErrors: ReadonlyMap<string, string> | null
  onChange: (index: number, change: Partial<Pick<LineDraft, 'quantity' | 'unitCost' | 'lots'>>) => void
  onRemove: (index: number) => void
}

function Line({ line, index, place, errors, lotErrors, onChange, onRemove }: Props) {
  const t = useTranslations('stock.adjust')
  const locale = useLocale()
  const quantity = readQuantity(line.quantity) ?? 0
  const after = place && place.onHand + quantity
  return (
    <li className={cn('relative grid grid-cols-2 gap-x-3 gap-y-2 border-b border-line-soft py-2.5', lineGrid)}>
      <span className="col-span-2 min-w-0 pr-9 md:col-span-1 md:pt-1 md:pr-0">
        <span className="block truncate font-mono text-sm font-medium">{line.code}</span>
        <span className="block truncate text-xs text-muted">{(locale === 'en' && line.nameEn) || line.name}</span>
      </span>
      <Figure
        id={fieldId(`lines.${index}.quantity`)}
        label={t('quantity')}
        code={line.code}
        value={line.quantity}
        error={errors.quantity}
        onChange={(value) => onChange(index, { quantity: value })}
      />
      <Figure
        id={fieldId(`lines.${index}.unitCost`)}
        label={t('unitCost')}
        code={line.code}
        value={line.unitCost}
        // What goes out takes its cost from the layers that are there.
        disabled={quantity < 0 && line.unitCost === ''}
        placeholder={quantity < 0 ? '—' : t('unitCostHint')}
        error={errors.unitCost}
        onChange={(value) => onChange(index, { unitCost: value })}
      />
      <span className="col-span-2 flex items-baseline justify-between gap-2 text-sm md:col-span-1 md:flex-col md:items-end md:gap-0 md:pt-1">
        <span className="text-xs text-muted md:hidden">{t('now')}</span>
        <span className="text-right tabular-nums" data-figure="">
          <span className="text-muted">{place ? place.onHand.toLocaleString(locale) : '…'}</span>
          {' → '}
          <span
            className={cn(
              'font-medium',
              place && after !== undefined && quantity < 0 && after < place.reserved && 'text-danger-text',
            )}
          >
            {after === undefined ? '…' : after.toLocaleString(locale)}
          </span>
          {place && place.reserved > 0 ? (
            <span className="block text-xs text-muted">{t('reservedNow', { count: place.reserved })}</span>
          ) : null}
        </span>
      </span>
      <IconButton
        label={t('remove', { code: line.code })}
        className="max-md:absolute max-md:top-1.5 max-md:right-0"
        onClick={() => onRemove(index)}
      >
        <X />
      </IconButton>
      <LotFields
        line={line}
        values={line.lots}
        path={`lines.${index}`}
        way="both"
        errorAt={(path) => lotErrors?.get(path) ?? null}
        onChange={(field, value) => onChange(index, { lots: { ...line.lots, [field]: value } })}
      />
    </li>
  )
}

/** A sheet may bring two thousand lines: typing in one must not draw the others. */
export const AdjustLine = memo(
  Line,
  (a, b) =>
    a.line === b.line &&
    a.index === b.index &&
    a.place === b.place &&
    a.lotErrors === b.lotErrors &&
    a.errors.quantity === b.errors.quantity &&
    a.errors.unitCost === b.errors.unitCost,
)

type FigureProps = {
  id: string
  label: string
  code: string
  value: string
  placeholder?: string
  disabled?: boolean
  error: string | null
  onChange: (value: string) => void
}

function Figure({ id, label, code, value, placeholder, disabled, error, onChange }: FigureProps) {
  return (
    <span className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-xs text-muted md:sr-only">
        {label}
        <span className="sr-only"> {code}</span>
      </label>
      <Input
        id={id}
        value={value}
        placeholder={placeholder}
        disabled={disabled}
        autoComplete="off"
        // No "numeric": on a phone that keyboard has no minus.
        inputMode="text"
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        className="text-right tabular-nums"
        onChange={(event) => onChange(event.target.value)}
      />
      {error ? (
        <span id={`${id}-error`} className="text-xs text-danger-text">
          {error}
        </span>
      ) : null}
    </span>
  )
}
