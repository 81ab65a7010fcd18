'use client'

import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import type { VariantDraft } from './product-draft'

const fields = ['prefix', 'listPrice', 'costHint', 'weightG', 'safetyStock'] as const
type Field = (typeof fields)[number]

type Props = { variants: readonly VariantDraft[]; onChange: (variants: VariantDraft[]) => void }

/** The same figure for every SKU at once, and codes made of a prefix and the option values. */
export function FillAll({ variants, onChange }: Props) {
  const t = useTranslations('catalog.form')
  const id = useId()
  const [typed, setTyped] = useState<Partial<Record<Field, string>>>({})
  function apply() {
    const { prefix, ...figures } = typed
    const given = Object.fromEntries(Object.entries(figures).filter(([, value]) => value.trim() !== ''))
    onChange(
      variants.map((variant) => {
        if (variant.off) return variant
        // A code in use stands in orders and on labels: only empty ones are made.
        const code = prefix?.trim() && !variant.code ? [prefix.trim(), ...variant.optionValues].join('-') : variant.code
        return { ...variant, ...given, code }
      }),
    )
    setTyped({})
  }
  return (
    <div className="flex flex-wrap items-end gap-2 rounded-md bg-sunken p-3">
      <p className="w-full text-xs text-muted">
        <span className="font-medium text-fg">{t('fillAll')}</span> {t('fillAllText')}
      </p>
      {fields.map((field) => (
        <div key={field} className="flex w-28 flex-col gap-1 text-xs text-muted max-md:flex-1 max-md:basis-28">
          <label htmlFor={`${id}-${field}`}>{t(field)}</label>
          <Input
            id={`${id}-${field}`}
            value={typed[field] ?? ''}
            onChange={(event) => setTyped({ ...typed, [field]: event.target.value })}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.metaKey || event.ctrlKey) return
              event.preventDefault()
              apply()
            }}
          />
        </div>
      ))}
      <Button onClick={apply}>{t('makeCodes')}</Button>
    </div>
  )
}
