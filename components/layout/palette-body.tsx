'use client'

import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import type { PaletteItem } from './palette'

const itemStyle =
  'flex h-9 cursor-default items-center gap-2.5 rounded-md px-2.5 text-sm select-none data-[selected=true]:bg-pressed [&_svg]:size-4 [&_svg]:text-subtle'

type PaletteBodyProps = {
  items: readonly PaletteItem[]
  searchHref?: (q: string) => string
  onGo: (href: string) => void
}

export function PaletteBody({ items, searchHref, onGo }: PaletteBodyProps) {
  const t = useTranslations('ui.palette')
  const [text, setText] = useState('')
  const query = text.trim()
  const input = useRef<HTMLInputElement>(null)
  // The dialog moved the focus before this code had come.
  useEffect(() => input.current?.focus(), [])
  return (
    <Command label={t('title')} loop>
      <div className="flex items-center gap-2.5 border-b border-line-soft px-4 [&_svg]:size-4 [&_svg]:text-subtle">
        <Search aria-hidden="true" />
        <Command.Input
          ref={input}
          value={text}
          onValueChange={setText}
          placeholder={t('placeholder')}
          className="h-12 flex-1 bg-transparent text-base outline-none"
        />
      </div>
      <Command.List className="max-h-[min(24rem,60dvh)] overflow-y-auto p-2">
        {searchHref ? null : (
          <Command.Empty className="py-8 text-center text-sm text-muted">{t('empty')}</Command.Empty>
        )}
        <Command.Group
          heading={t('pages')}
          className="**:[[cmdk-group-heading]]:px-2.5 **:[[cmdk-group-heading]]:py-1.5 **:[[cmdk-group-heading]]:text-xs **:[[cmdk-group-heading]]:text-muted"
        >
          {items.map((item) => (
            <Command.Item
              key={item.key}
              value={item.key}
              keywords={[item.label, ...(item.keywords ?? [])]}
              className={itemStyle}
              onSelect={() => onGo(item.href)}
            >
              {item.icon}
              {item.label}
            </Command.Item>
          ))}
        </Command.Group>
        {/* Last: who types a page's name and Enter wants that page; a number fits no page and is searched. */}
        {query && searchHref ? (
          <Command.Group forceMount>
            <Command.Item
              forceMount
              value={`search ${query}`}
              className={itemStyle}
              onSelect={() => onGo(searchHref(query))}
            >
              <Search aria-hidden="true" />
              {t('searchOrders', { query })}
            </Command.Item>
          </Command.Group>
        ) : null}
      </Command.List>
      <p className="border-t border-line-soft px-4 py-2 text-xs text-muted max-md:hidden">{t('hint')}</p>
    </Command>
  )
}
