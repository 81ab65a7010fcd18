'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ClipboardEvent, type KeyboardEvent, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { controlStyle } from '@/components/ui/control-style'
import { type Option, Select } from '@/components/ui/select'

type Props = {
  label: string
  values: readonly string[]
  onChange: (values: string[]) => void
  /** What may be chosen; without it, values are typed. */
  options?: readonly Option[]
  textOf?: (value: string) => string
  invalid?: boolean
}

const separators = /[,，;；\n\t]+/

/** Several values as chips: chosen from a list, or typed and pasted. */
export function TokensField({ label, values, onChange, options, textOf = (value) => value, invalid }: Props) {
  const t = useTranslations('rules.editor')
  const [typed, setTyped] = useState('')
  const add = (texts: readonly string[]) => {
    const fresh = texts.map((text) => text.trim()).filter((text) => text !== '' && !values.includes(text))
    if (fresh.length > 0) onChange([...values, ...new Set(fresh)])
    setTyped('')
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    // Enter also ends a word of an input method.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') {
      event.preventDefault()
      add([typed])
    }
    if (event.key === 'Backspace' && typed === '') onChange(values.slice(0, -1))
  }
  function onPaste(event: ClipboardEvent<HTMLInputElement>) {
    const text = event.clipboardData.getData('text')
    if (!separators.test(text)) return
    event.preventDefault()
    add(text.split(separators))
  }
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-center gap-1.5">
      {values.map((value) => (
        <span
          key={value}
          className="inline-flex h-7 max-w-full items-center gap-0.5 rounded-sm border border-line bg-sunken pl-2 text-sm"
        >
          <span className="truncate">{textOf(value)}</span>
          <button
            type="button"
            aria-label={t('removeValue', { value: textOf(value) })}
            onClick={() => onChange(values.filter((other) => other !== value))}
            className="flex size-6 shrink-0 items-center justify-center rounded-sm text-muted hover:bg-hover hover:text-fg [&_svg]:size-3.5"
          >
            <X />
          </button>
        </span>
      ))}
      {options ? (
        <Select
          key={values.join()}
          options={options.filter((option) => !values.includes(option.value))}
          value={null}
          onValueChange={(value) => value && add([value])}
          placeholder={t('addValue')}
          aria-label={`${label}: ${t('addValue')}`}
          aria-invalid={invalid}
          className="w-36"
        />
      ) : (
        <input
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onBlur={() => add(typed.split(separators))}
          placeholder={values.length === 0 ? t('typeValue') : t('addValue')}
          aria-label={`${label}: ${t('value')}`}
          aria-invalid={invalid}
          className={cn(controlStyle, 'h-9 min-w-40 flex-1 basis-40 md:h-8')}
        />
      )}
    </div>
  )
}
