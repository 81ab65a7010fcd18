'use client'

import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { cn } from './cn'
import { controlStyle } from './control-style'
import { optionStyle, popupStyle } from './popup-style'

export type Option = { value: string; label: string; hint?: string; disabled?: boolean }

export type SelectProps = {
  options: readonly Option[]
  value?: string | null
  defaultValue?: string | null
  onValueChange?: (value: string | null) => void
  /** Posts the value with a plain form. */
  name?: string
  id?: string
  placeholder?: string
  disabled?: boolean
  className?: string
  'aria-label'?: string
  'aria-invalid'?: boolean
  'aria-describedby'?: string
}

export function Select({ options, placeholder, className, id, name, disabled, ...rest }: SelectProps) {
  const t = useTranslations('ui.select')
  const { value, defaultValue, onValueChange, ...aria } = rest
  return (
    <Base.Root
      items={options}
      value={value}
      defaultValue={defaultValue}
      onValueChange={(next) => onValueChange?.(next)}
      name={name}
      disabled={disabled}
    >
      <Base.Trigger
        id={id}
        className={cn(
          controlStyle,
          'flex h-9 cursor-default items-center justify-between gap-2 text-left md:h-8',
          className,
        )}
        {...aria}
      >
        <Base.Value className="truncate data-placeholder:text-subtle" placeholder={placeholder ?? t('placeholder')} />
        <Base.Icon className="text-subtle">
          <ChevronsUpDown className="size-3.5" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-60 outline-none">
          <Base.Popup className={cn(popupStyle, 'min-w-(--anchor-width)')}>
            <Base.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto p-1">
              {options.map((option) => (
                <Base.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled}
                  className={cn(optionStyle, 'pr-8 relative')}
                >
                  <Base.ItemText>{option.label}</Base.ItemText>
                  {option.hint ? <span className="text-xs text-muted">{option.hint}</span> : null}
                  <Base.ItemIndicator className="absolute right-2 text-accent-text">
                    <Check />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
