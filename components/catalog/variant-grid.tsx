'use client'

import { Plus, RotateCcw, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import {
  blank,
  type FigureField,
  figureFields,
  fits,
  type OptionDraft,
  type SkuField,
  type VariantDraft,
} from './product-draft'

type Props = {
  variants: readonly VariantDraft[]
  options: readonly OptionDraft[]
  onChange: (variants: VariantDraft[]) => void
  errorAt: (variant: VariantDraft, field: FigureField) => string | null
  disabled: boolean
}

// One grid for all lines, so that they stand in columns; on a phone each line is a card with its own labels.
const columns =
  'md:grid-cols-[minmax(7rem,1.2fr)_minmax(8rem,1.5fr)_minmax(8rem,1.5fr)_minmax(5.5rem,1fr)_minmax(5.5rem,1fr)_minmax(4.5rem,.8fr)_minmax(4.5rem,.8fr)_2rem]'

export function VariantGrid({ variants, options, onChange, errorAt, disabled }: Props) {
  const t = useTranslations('catalog.form')
  const set = (key: string, change: Partial<VariantDraft>) =>
    onChange(variants.map((variant) => (variant.key === key ? { ...variant, ...change } : variant)))
  // Without options nothing else than the seller says how many SKUs there are.
  const free = options.every((option) => option.values.length === 0)
  const drop = (variant: VariantDraft) =>
    free && !variant.sku && variants.length > 1
      ? onChange(variants.filter((other) => other.key !== variant.key))
      : set(variant.key, { off: true })
  return (
    <div className="flex flex-col gap-3 md:gap-0 md:overflow-x-auto">
      <div
        className={cn('hidden min-w-200 gap-x-2 border-b border-line-soft pb-2 text-xs text-muted md:grid', columns)}
        aria-hidden="true"
      >
        <span>{t('variant')}</span>
        {figureFields.map((field) => (
          <span key={field}>{t(field)}</span>
        ))}
      </div>
      {variants.map((variant) => {
        const name = variant.optionValues.join(' / ') || t('single')
        return (
          <fieldset
            key={variant.key}
            aria-label={name}
            className={cn(
              'relative grid grid-cols-2 gap-x-2 gap-y-2 rounded-md border border-line p-3 md:min-w-200 md:items-start md:rounded-none md:border-0 md:border-b md:border-line-soft md:px-0 md:py-2',
              columns,
            )}
          >
            <div className="col-span-2 flex min-h-8 items-center gap-2 pr-8 text-sm font-medium md:col-span-1 md:pr-0">
              <span className={cn('min-w-0 wrap-break-word', variant.off && 'text-muted line-through')}>{name}</span>
            </div>
            {variant.off ? (
              <div className="col-span-2 flex min-h-8 flex-wrap items-center gap-2 text-sm text-muted md:col-span-6">
                <Badge>{t(variant.sku?.status === 'archived' ? 'archived' : 'left')}</Badge>
                {variant.sku ? <span className="font-mono text-[0.93em]">{variant.sku.code}</span> : null}
                {variant.sku?.status === 'active' ? <span className="text-xs">{t('willRemove')}</span> : null}
              </div>
            ) : (
              figureFields.map((field) => (
                <Figure
                  key={field}
                  id={fieldId(variant, field)}
                  field={field}
                  label={`${t(field)} ${name}`}
                  short={t(field)}
                  value={variant[field]}
                  error={errorAt(variant, field)}
                  disabled={disabled}
                  onChange={(value) => set(variant.key, { [field]: value })}
                />
              ))
            )}
            {disabled ? null : variant.off ? (
              fits(variant, options) ? (
                <IconButton
                  label={t('restore')}
                  className="max-md:absolute max-md:top-2.5 max-md:right-2"
                  onClick={() => set(variant.key, { off: false })}
                >
                  <RotateCcw />
                </IconButton>
              ) : null
            ) : variants.filter((other) => !other.off).length > 1 ? (
              <IconButton
                label={t('leave')}
                className="max-md:absolute max-md:top-2.5 max-md:right-2"
                onClick={() => drop(variant)}
              >
                <X />
              </IconButton>
            ) : null}
          </fieldset>
        )
      })}
      {free && !disabled ? (
        <div className="md:pt-2">
          <Button
            size="sm"
            variant="ghost"
            className="-ml-2"
            onClick={() => onChange([...variants, blank([], variants[0])])}
          >
            <Plus />
            {t('addSku')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

export function fieldId(variant: VariantDraft, field: SkuField): string {
  return `field-sku-${variant.key}-${field}`
}

type FigureProps = {
  id: string
  field: FigureField
  label: string
  short: string
  value: string
  error: string | null
  disabled: boolean
  onChange: (value: string) => void
}

function Figure({ id, field, label, short, value, error, disabled, onChange }: FigureProps) {
  const isText = field === 'code' || field === 'barcode'
  return (
    <div className={cn('flex min-w-0 flex-col gap-1', field === 'code' && 'col-span-2 md:col-span-1')}>
      <label htmlFor={id} className="text-xs text-muted md:hidden">
        {short}
      </label>
      <Input
        id={id}
        aria-label={label}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        value={value}
        disabled={disabled}
        autoComplete="off"
        inputMode={isText ? undefined : field === 'weightG' || field === 'safetyStock' ? 'numeric' : 'decimal'}
        className={isText ? 'font-mono' : 'text-right tabular-nums'}
        onChange={(event) => onChange(event.target.value)}
      />
      {error ? (
        <p id={`${id}-error`} className="text-xs text-danger-text">
          {error}
        </p>
      ) : null}
    </div>
  )
}
