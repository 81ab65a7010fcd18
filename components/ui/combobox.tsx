'use client'

import { Combobox as Base } from '@base-ui/react/combobox'
import { Check, ChevronsUpDown, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { cn } from './cn'
import { controlStyle } from './control-style'
import { optionStyle, popupStyle } from './popup-style'
import type { Option } from './select'

export type ComboboxProps = {
  options: readonly Option[]
  value: string | null
  onValueChange: (value: string | null) => void
  /** Give it when the list comes from the server: called with what is typed, `options` then hold the answer. */
  onSearch?: (text: string) => void
  id?: string
  placeholder?: string
  disabled?: boolean
  className?: string
  'aria-label'?: string
  'aria-invalid'?: boolean
  'aria-describedby'?: string
}

/** A select that can be typed into; for more than about ten choices. */
export function Combobox(props: ComboboxProps) {
  const { options, value, onValueChange, onSearch, id, placeholder, disabled, className, ...aria } = props
  const t = useTranslations('ui.select')
  const chosen = options.find((option) => option.value === value) ?? null
  return (
    <Base.Root
      items={options}
      value={chosen}
      onValueChange={(option) => onValueChange(option?.value ?? null)}
      isItemEqualToValue={(a, b) => a.value === b.value}
      onInputValueChange={onSearch}
      filter={onSearch ? null : undefined}
      disabled={disabled}
    >
      <Base.InputGroup className="relative flex w-full items-center">
        <Base.Input
          id={id}
          placeholder={placeholder ?? t('placeholder')}
          className={cn(controlStyle, 'h-9 pr-14 md:h-8', className)}
          {...aria}
        />
        <span className="absolute right-1 flex text-subtle [&_svg]:size-3.5">
          <Base.Clear
            aria-label={t('clear')}
            className="flex size-6 items-center justify-center rounded-sm hover:bg-hover"
          >
            <X />
          </Base.Clear>
          <Base.Trigger
            aria-label={t('open')}
            className="flex size-6 items-center justify-center rounded-sm hover:bg-hover"
          >
            <ChevronsUpDown />
          </Base.Trigger>
        </span>
      </Base.InputGroup>
      <Base.Portal>
        <Base.Positioner sideOffset={4} className="z-60 outline-none">
          <Base.Popup className={cn(popupStyle, 'w-(--anchor-width)')}>
            <Base.Empty className="px-3 py-4 text-center text-sm text-muted empty:hidden">{t('empty')}</Base.Empty>
            <Base.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto p-1 data-empty:p-0">
              {(option: Option) => (
                <Base.Item
                  key={option.value}
                  value={option}
                  disabled={option.disabled}
                  className={cn(optionStyle, 'relative pr-8')}
                >
                  <span className="truncate">{option.label}</span>
                  {option.hint ? <span className="truncate text-xs text-muted">{option.hint}</span> : null}
                  <Base.ItemIndicator className="absolute right-2 text-accent-text">
                    <Check />
                  </Base.ItemIndicator>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
