'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Checkbox } from '@/components/ui/checkbox'

export type Place = { id: string; name: string; code: string }

export type ScopePickerProps = {
  legend: string
  allLabel: string
  places: readonly Place[]
  /** null: all of them, also those to come. */
  value: readonly string[] | null
  onChange: (value: string[] | null) => void
  /** Who is limited cannot give "all". */
  mayAll: boolean
  error?: string | null
  id: string
}

export function ScopePicker({ legend, allLabel, places, value, onChange, mayAll, error, id }: ScopePickerProps) {
  const t = useTranslations('settings.scope')
  const errorId = useId()
  const toggle = (placeId: string, on: boolean) =>
    onChange(on ? [...(value ?? []), placeId] : (value ?? []).filter((other) => other !== placeId))
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5" aria-describedby={error ? errorId : undefined}>
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      <Checkbox
        id={id}
        label={allLabel}
        help={mayAll ? t('allHelp') : t('notAll')}
        checked={value === null}
        disabled={!mayAll && value !== null}
        onCheckedChange={(all) => onChange(all ? null : [])}
      />
      {value === null ? null : (
        <div className="ml-6 flex max-h-48 flex-col gap-1 overflow-y-auto">
          {places.length === 0 ? <p className="text-xs text-muted">{t('nothing')}</p> : null}
          {places.map((place) => (
            <Checkbox
              key={place.id}
              label={place.name}
              help={place.code}
              checked={value.includes(place.id)}
              onCheckedChange={(on) => toggle(place.id, on)}
            />
          ))}
          {value.length === 0 && places.length > 0 ? <p className="text-xs text-muted">{t('none')}</p> : null}
        </div>
      )}
      {error ? (
        <p id={errorId} className="text-xs text-danger-text">
          {error}
        </p>
      ) : null}
    </fieldset>
  )
}
