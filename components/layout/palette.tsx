'use client'

import { Dialog } from '@base-ui/react/dialog'
import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { scrimStyle } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'

export type PaletteItem = { key: string; label: string; href: string; icon?: ReactNode; keywords?: string[] }

const itemStyle =
  'flex h-9 cursor-default items-center gap-2.5 rounded-md px-2.5 text-sm select-none data-[selected=true]:bg-pressed [&_svg]:size-4 [&_svg]:text-subtle'

/** ⌘K: pages by name, and whatever is typed as a search in the orders. */
export function Palette({ items, searchHref }: { items: readonly PaletteItem[]; searchHref?: (q: string) => string }) {
  const t = useTranslations('ui.palette')
  const nav = useTranslations('nav')
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.isComposing || event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return
      event.preventDefault()
      setOpen((was) => !was)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  function go(href: string) {
    setOpen(false)
    setText('')
    router.push(href)
  }
  const query = text.trim()
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger
        aria-label={nav('search')}
        className="flex h-8 items-center gap-2 rounded-md text-sm text-subtle transition-colors duration-100 hover:text-fg max-md:size-8 max-md:justify-center max-md:hover:bg-hover md:w-72 md:border md:border-line md:bg-surface md:px-2.5 md:hover:border-line-strong [&_svg]:size-4"
      >
        <Search aria-hidden="true" />
        <span className="flex-1 text-left max-md:hidden">{nav('search')}</span>
        <span className="flex gap-0.5 max-md:hidden">
          <Kbd>⌘</Kbd>
          <Kbd>K</Kbd>
        </span>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className={scrimStyle} />
        <Dialog.Popup className="fixed top-[12dvh] left-1/2 z-50 w-[min(36rem,calc(100vw-2rem))] -translate-x-1/2 overflow-hidden rounded-lg bg-raised shadow-float outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
          <Dialog.Title className="sr-only">{t('title')}</Dialog.Title>
          <Command label={t('title')} loop>
            <div className="flex items-center gap-2.5 border-b border-line-soft px-4 [&_svg]:size-4 [&_svg]:text-subtle">
              <Search aria-hidden="true" />
              <Command.Input
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
              {query && searchHref ? (
                <Command.Group forceMount>
                  <Command.Item
                    forceMount
                    value={`search ${query}`}
                    className={itemStyle}
                    onSelect={() => go(searchHref(query))}
                  >
                    <Search aria-hidden="true" />
                    {t('searchOrders', { query })}
                  </Command.Item>
                </Command.Group>
              ) : null}
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
                    onSelect={() => go(item.href)}
                  >
                    {item.icon}
                    {item.label}
                  </Command.Item>
                ))}
              </Command.Group>
            </Command.List>
            <p className={cn('border-t border-line-soft px-4 py-2 text-xs text-muted max-md:hidden')}>{t('hint')}</p>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
