'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import type { FilterDef, FilterEditorProps } from './filter-defs'

type Props = FilterEditorProps & { filter: { kind: 'range' } & FilterDef }

/** From an amount to an amount; either may stay open. */
export function RangeEditor({ filter, values, set, close }: Props) {
  const t = useTranslations('ui.filter')
  const actions = useTranslations('common.actions')
  const [from, setFrom] = useState(values[filter.from] ?? '')
  const [to, setTo] = useState(values[filter.to] ?? '')
  const field = (label: string, value: string, change: (text: string) => void) => (
    <Input
      type="number"
      min="0"
      step="any"
      inputMode="decimal"
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={(event) => change(event.target.value)}
    />
  )
  return (
    <form
      className="flex w-72 max-w-full items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        set({ [filter.from]: from, [filter.to]: to })
        close()
      }}
    >
      {field(t('atLeast'), from, setFrom)}
      {field(t('atMost'), to, setTo)}
      <span className="text-sm text-muted">{filter.unit}</span>
      <Button type="submit" variant="primary">
        {actions('apply')}
      </Button>
    </form>
  )
}
