'use client'

import { Search } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { Kbd } from '@/components/ui/kbd'
import { useFrameKeys } from './use-frame-keys'

export type PaletteItem = { key: string; label: string; href: string; icon?: ReactNode; keywords?: string[] }

// Opened a few times a day: its code comes with the first opening, not with every page.
const PaletteDialog = dynamic(() => import('./palette-dialog').then((module) => module.PaletteDialog), { ssr: false })

const KeySheet = dynamic(() => import('./key-sheet').then((module) => module.KeySheet), { ssr: false })

export type PaletteProps = {
  items: readonly PaletteItem[]
  /** What the member holds: actions and records are offered by it. */
  permissions: readonly string[]
  searchHref?: (q: string) => string
}

/** ⌘K: pages, actions and records by name, and whatever is typed as a search in the orders. With it the keys of every page. */
export function Palette({ items, permissions, searchHref }: PaletteProps) {
  const nav = useTranslations('nav')
  const router = useRouter()
  // Undefined until it was opened for the first time.
  const [open, setOpen] = useState<boolean>()
  // Each opening begins with an empty field, also one that comes while the last is still fading.
  const [opened, setOpened] = useState(0)
  const [help, setHelp] = useState(false)
  useFrameKeys(
    (href) => items.some((item) => item.href === href),
    () => setHelp(true),
  )
  function show() {
    setOpen(true)
    setOpened(opened + 1)
  }
  const toggle = useEffectEvent((event: KeyboardEvent) => {
    if (event.isComposing || event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return
    event.preventDefault()
    if (open) setOpen(false)
    else show()
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => toggle(event)
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  function go(href: string) {
    setOpen(false)
    router.push(href)
  }
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open === true}
        aria-keyshortcuts="Meta+K Control+K"
        onClick={show}
        className="flex h-8 items-center gap-2 rounded-md text-sm text-subtle transition-colors duration-100 hover:text-fg max-md:size-8 max-md:justify-center max-md:hover:bg-hover md:w-72 md:border md:border-line md:bg-surface md:px-2.5 md:hover:border-line-strong [&_svg]:size-4"
      >
        <Search aria-hidden="true" />
        <span className="flex-1 text-left max-md:sr-only">{nav('search')}</span>
        <span aria-hidden="true" className="flex gap-0.5 max-md:hidden">
          <Kbd>⌘</Kbd>
          <Kbd>K</Kbd>
        </span>
      </button>
      {open === undefined ? null : (
        <PaletteDialog
          open={open}
          onOpenChange={setOpen}
          opened={opened}
          items={items}
          permissions={permissions}
          searchHref={searchHref}
          onGo={go}
          onHelp={() => {
            setOpen(false)
            setHelp(true)
          }}
        />
      )}
      {help ? <KeySheet onClose={() => setHelp(false)} /> : null}
    </>
  )
}
