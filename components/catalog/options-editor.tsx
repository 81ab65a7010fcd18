'use client'

import { Plus, Trash2, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { newKey, type OptionDraft } from './product-draft'

const mostOptions = 5

type Props = {
  options: readonly OptionDraft[]
  onChange: (options: OptionDraft[]) => void
  /** By path, such as `options.0.name`. */
  errorAt: (path: string) => string | null
  disabled: boolean
}

/** The options of a product, each with its values; the grid of SKUs follows from them. */
export function OptionsEditor({ options, onChange, errorAt, disabled }: Props) {
  const t = useTranslations('catalog.form')
  const set = (key: string, change: Partial<OptionDraft>) =>
    onChange(options.map((option) => (option.key === key ? { ...option, ...change } : option)))
  return (
    <div className="flex flex-col items-start gap-3">
      {options.map((option, i) => {
        const error =
          errorAt(`options.${i}.name`) ?? option.values.map((_, v) => errorAt(`options.${i}.values.${v}`)).find(Boolean)
        return (
          <div
            key={option.key}
            className="grid w-full grid-cols-[minmax(0,1fr)_auto] gap-2 md:grid-cols-[12rem_minmax(0,1fr)_auto] md:items-start"
          >
            <Input
              id={`field-options-${i}-name`}
              aria-label={t('optionName')}
              aria-invalid={error ? true : undefined}
              placeholder={t('optionNameHint')}
              value={option.name}
              disabled={disabled}
              onChange={(event) => set(option.key, { name: event.target.value })}
            />
            <ValuesInput
              values={option.values}
              onChange={(values) => set(option.key, { values })}
              disabled={disabled}
            />
            {disabled ? null : (
              <IconButton
                label={t('removeOption', { name: option.name })}
                onClick={() => onChange(options.filter((other) => other.key !== option.key))}
              >
                <Trash2 />
              </IconButton>
            )}
            {error ? (
              <p className="text-xs text-danger-text max-md:order-2 max-md:col-span-2 md:col-span-3">{error}</p>
            ) : null}
          </div>
        )
      })}
      {disabled || options.length >= mostOptions ? null : (
        <Button
          size="sm"
          variant="ghost"
          className="-ml-2"
          onClick={() => onChange([...options, { key: newKey(), name: '', values: [] }])}
        >
          <Plus />
          {t('addOption')}
        </Button>
      )}
    </div>
  )
}

type ValuesProps = { values: readonly string[]; onChange: (values: string[]) => void; disabled: boolean }

/** Chips and a field: Enter or a comma adds, several can be pasted at once, Backspace in the empty field takes the last away. */
function ValuesInput({ values, onChange, disabled }: ValuesProps) {
  const t = useTranslations('catalog.form')
  const [text, setText] = useState('')
  function add() {
    const fresh = text
      .split(/[,，、\n\t]/)
      .map((value) => value.trim())
      .filter(Boolean)
    if (fresh.length > 0) onChange([...new Set([...values, ...fresh])])
    setText('')
  }
  function onKeyDown(event: KeyboardEvent) {
    // Enter also ends a Chinese composition; that one must not add half a word.
    if (event.nativeEvent.isComposing || event.metaKey || event.ctrlKey) return
    if (event.key === 'Enter' || event.key === ',' || event.key === '，') {
      event.preventDefault()
      add()
    } else if (event.key === 'Backspace' && text === '' && values.length > 0) {
      onChange(values.slice(0, -1))
    }
  }
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-1.5 max-md:order-1 max-md:col-span-2">
      {values.map((value) => (
        <span
          key={value}
          className="inline-flex h-7 items-center gap-1 rounded-sm border border-line bg-sunken pl-2 text-sm"
        >
          {value}
          {disabled ? (
            <span className="w-1" />
          ) : (
            <button
              type="button"
              aria-label={t('removeValue', { value })}
              className="flex size-6 items-center justify-center rounded-sm text-subtle hover:bg-hover hover:text-fg [&_svg]:size-3"
              onClick={() => onChange(values.filter((other) => other !== value))}
            >
              <X />
            </button>
          )}
        </span>
      ))}
      {disabled ? null : (
        <span className="min-w-40 flex-1">
          <Input
            aria-label={t('optionValues')}
            placeholder={t('optionValuesHint')}
            value={text}
            maxLength={600}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={onKeyDown}
            onBlur={add}
          />
        </span>
      )}
    </div>
  )
}
