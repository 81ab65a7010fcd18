'use client'

import { useTranslations } from 'next-intl'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { assembledModes } from '@/lib/modules/catalog/schema'
import type { SkuField, VariantDraft } from './product-draft'
import { fieldId } from './variant-grid'

type Props = {
  variants: readonly VariantDraft[]
  onChange: (variants: VariantDraft[]) => void
  errorAt: (variant: VariantDraft, field: SkuField) => string | null
  disabled: boolean
}

/** What bundles are made of. Most products are none, so it is closed until one is, or until something is wrong in it. */
export function BundleFields({ variants, onChange, errorAt, disabled }: Props) {
  const t = useTranslations('catalog.form')
  const shown = variants.filter((variant) => !variant.off)
  const open = shown.some((variant) => variant.sku?.bundle || errorAt(variant, 'components'))
  return (
    <details open={open} className="mt-3 text-sm">
      <summary className="cursor-pointer font-medium">{t('bundles')}</summary>
      <p className="mt-1 max-w-prose text-muted">{t('bundlesText')}</p>
      <div className="mt-2 flex flex-col gap-2">
        {shown.map((variant) => {
          const name = variant.optionValues.join(' / ') || variant.code || t('single')
          const id = fieldId(variant, 'components')
          const error = errorAt(variant, 'components')
          return (
            <div key={variant.key} className="grid gap-1 md:grid-cols-[12rem_1fr_15rem] md:items-start md:gap-2">
              <label htmlFor={id} className="wrap-break-word md:pt-1.5">
                {t('components')} · {name}
              </label>
              <div className="flex flex-col gap-1">
                <Input
                  id={id}
                  value={variant.components}
                  placeholder={t('componentsExample')}
                  aria-invalid={error ? true : undefined}
                  aria-describedby={error ? `${id}-error` : undefined}
                  className="font-mono"
                  autoComplete="off"
                  disabled={disabled}
                  onChange={(event) =>
                    onChange(
                      variants.map((v) => (v.key === variant.key ? { ...v, components: event.target.value } : v)),
                    )
                  }
                />
                {error ? (
                  <p id={`${id}-error`} className="text-xs text-danger-text">
                    {error}
                  </p>
                ) : null}
              </div>
              <Select
                aria-label={`${t('assembled')} · ${name}`}
                disabled={disabled || variant.components.trim() === ''}
                value={variant.assembled}
                options={assembledModes.map((value) => ({ value, label: t(`assembledModes.${value}`) }))}
                onValueChange={(value) => {
                  const assembled = assembledModes.find((mode) => mode === value) ?? 'never'
                  onChange(variants.map((v) => (v.key === variant.key ? { ...v, assembled } : v)))
                }}
              />
            </div>
          )
        })}
      </div>
    </details>
  )
}
