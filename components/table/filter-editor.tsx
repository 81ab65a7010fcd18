'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { DateRange } from '@/components/ui/date-range'
import { Input } from '@/components/ui/input'
import { NotLoaded } from '@/components/ui/not-loaded'
import { RadioGroup } from '@/components/ui/radio-group'
import { type FilterDef, type FilterEditorProps, listOf } from './filter-defs'
import { PairsEditor } from './pairs-editor'
import { RangeEditor } from './range-editor'
import { useRemoteOptions } from './use-remote-options'

function TextEditor({ filter, values, set, close }: FilterEditorProps & { filter: { kind: 'text' } & FilterDef }) {
  const t = useTranslations('common.actions')
  const [text, setText] = useState(values[filter.key] ?? '')
  return (
    <form
      className="flex w-64 gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        set({ [filter.key]: text.trim() })
        close()
      }}
    >
      <Input
        aria-label={filter.label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder={filter.placeholder}
      />
      <Button type="submit" variant="primary">
        {t('apply')}
      </Button>
    </form>
  )
}

function RemoteEditor({ filter, values, set, close }: FilterEditorProps & { filter: { kind: 'remote' } & FilterDef }) {
  const t = useTranslations('ui.filter')
  const { names: options, failed, again } = useRemoteOptions(filter, true)
  if (failed) return <NotLoaded onRetry={again} />
  if (options.length === 0) return <p className="p-1 text-sm text-muted">{t('none')}</p>
  return (
    <RadioGroup
      aria-label={filter.label}
      className="max-h-72 min-w-40 overflow-y-auto"
      options={options}
      value={values[filter.key] ?? ''}
      onValueChange={(value) => {
        set({ [filter.key]: value })
        close()
      }}
    />
  )
}

/** The inside of a chip's popover. One choice applies at once and closes; several apply at once and stay. */
export function FilterEditor(props: FilterEditorProps) {
  const { filter, values, set, close } = props
  if (filter.kind === 'text') return <TextEditor {...props} filter={filter} />
  if (filter.kind === 'range') return <RangeEditor {...props} filter={filter} />
  if (filter.kind === 'pairs') return <PairsEditor {...props} filter={filter} />
  if (filter.kind === 'remote') return <RemoteEditor {...props} filter={filter} />
  if (filter.kind === 'dates') {
    return (
      <DateRange
        value={{ from: values[filter.from] ?? null, to: values[filter.to] ?? null }}
        onValueChange={(range) => {
          set({ [filter.from]: range.from, [filter.to]: range.to })
          close()
        }}
      />
    )
  }
  if (!filter.multiple) {
    return (
      <RadioGroup
        aria-label={filter.label}
        className="max-h-72 min-w-40 overflow-y-auto"
        options={filter.options}
        value={values[filter.key] ?? ''}
        onValueChange={(value) => {
          set({ [filter.key]: value })
          close()
        }}
      />
    )
  }
  const chosen = listOf(values[filter.key])
  return (
    <fieldset className="flex max-h-72 min-w-40 flex-col gap-2 overflow-y-auto">
      <legend className="sr-only">{filter.label}</legend>
      {filter.options.map((option) => (
        <Checkbox
          key={option.value}
          label={option.label}
          checked={chosen.includes(option.value)}
          onCheckedChange={(checked) =>
            set({
              [filter.key]: (checked ? [...chosen, option.value] : chosen.filter((v) => v !== option.value)).join(','),
            })
          }
        />
      ))}
    </fieldset>
  )
}
