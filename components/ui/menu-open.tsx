'use client'

import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { cn } from './cn'
import type { MenuEntry, MenuProps } from './menu'
import { optionStyle, popupStyle } from './popup-style'

function Entry({ entry }: { entry: MenuEntry }) {
  switch (entry.kind) {
    case 'separator':
      return <Base.Separator className="-mx-1 my-1 h-px bg-line-soft" />
    case 'label':
      return <div className="px-2 pt-1.5 pb-1 text-xs text-muted">{entry.label}</div>
    case 'link':
      return (
        <Base.Item className={optionStyle} render={<Link href={entry.href} />}>
          {entry.icon}
          {entry.label}
        </Base.Item>
      )
    case 'choice':
      return (
        <Base.CheckboxItem
          className={cn(optionStyle, 'pr-8 relative')}
          checked={entry.checked}
          onCheckedChange={entry.onSelect}
          closeOnClick
        >
          {entry.label}
          <Base.CheckboxItemIndicator className="absolute right-2 text-accent-text">
            <Check />
          </Base.CheckboxItemIndicator>
        </Base.CheckboxItem>
      )
    default:
      return (
        <Base.Item
          className={cn(
            optionStyle,
            entry.danger && 'text-danger-text data-highlighted:bg-danger-soft data-highlighted:text-danger-text',
          )}
          disabled={entry.disabled}
          onClick={entry.onSelect}
        >
          {entry.icon}
          <span className="flex-1">{entry.label}</span>
          {entry.keys}
        </Base.Item>
      )
  }
}

/** The menu itself, from its first opening on. */
export function OpenedMenu({ trigger, entries, align = 'end', side = 'bottom', className }: MenuProps) {
  // It comes into being because somebody asked for it.
  const [open, setOpen] = useState(true)
  return (
    <Base.Root open={open} onOpenChange={setOpen}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={4} className="z-60 outline-none">
          <Base.Popup className={cn(popupStyle, 'min-w-44 p-1', className)}>
            {entries.map((entry) => (
              <Entry key={entry.key} entry={entry} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
