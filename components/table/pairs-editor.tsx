'use client'

import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { readPairs, writePairs } from '@/lib/kernel/pairs'
import type { FilterDef, FilterEditorProps } from './filter-defs'

type Props = FilterEditorProps & { filter: { kind: 'pairs' } & FilterDef }

/** A value for each name that is offered or asked for already, and for one more that is typed. */
export function PairsEditor({ filter, values, set, close }: Props) {
  const t = useTranslations('ui.filter')
  const actions = useTranslations('common.actions')
  const id = useId()
  const [given, setGiven] = useState(() => Object.fromEntries(readPairs(values[filter.key] ?? '') ?? []))
  const [names] = useState(() => [...new Set([...Object.keys(given), ...filter.names])])
  const [name, setName] = useState('')
  const [value, setValue] = useState('')
  const field = (of: string, at: number) => (
    <div key={of} className="grid grid-cols-[6rem_1fr] items-center gap-2 text-sm">
      <label htmlFor={`${id}-${at}`} className="truncate text-muted" title={of}>
        {of}
      </label>
      <Input
        id={`${id}-${at}`}
        value={given[of] ?? ''}
        onChange={(event) => setGiven({ ...given, [of]: event.target.value })}
      />
    </div>
  )
  return (
    <form
      className="flex w-80 max-w-full flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        const pairs = Object.entries({ ...given, ...(name.trim() && { [name.trim()]: value }) })
        set({ [filter.key]: writePairs(pairs.filter(([, text]) => text.trim() !== '')) })
        close()
      }}
    >
      <div className="flex max-h-60 flex-col gap-2 overflow-y-auto p-0.5">
        {names.map(field)}
        <div className="grid grid-cols-[6rem_1fr] gap-2">
          <Input
            aria-label={t('pairName')}
            placeholder={t('pairName')}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <Input
            aria-label={t('pairValue')}
            placeholder={t('pairValue')}
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
        </div>
      </div>
      <Button type="submit" variant="primary" className="self-end">
        {actions('apply')}
      </Button>
    </form>
  )
}
