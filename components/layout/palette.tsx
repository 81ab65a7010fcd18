'use client'

import { Dialog } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useState } from 'react'
import { scrimStyle } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'

export type PaletteItem = { key: string; label: string; href: string; icon?: ReactNode; keywords?: string[] }

// Opened a few times a day: its code comes with the first opening, not with every page.
const PaletteBody = dynamic(() => import('./palette-body').then((module) => module.PaletteBody))

/** ⌘K: pages by name, and whatever is typed as a search in the orders. */
export function Palette({ items, searchHref }: { items: readonly PaletteItem[]; searchHref?: (q: string) => string }) {
  const t = useTranslations('ui.palette')
  const nav = useTranslations('nav')
  const router = useRouter()
  const [open, setOpen] = useState(false)
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
    router.push(href)
  }
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger
        aria-keyshortcuts="Meta+K Control+K"
        className="flex h-8 items-center gap-2 rounded-md text-sm text-subtle transition-colors duration-100 hover:text-fg max-md:size-8 max-md:justify-center max-md:hover:bg-hover md:w-72 md:border md:border-line md:bg-surface md:px-2.5 md:hover:border-line-strong [&_svg]:size-4"
      >
        <Search aria-hidden="true" />
        <span className="flex-1 text-left max-md:sr-only">{nav('search')}</span>
        <span aria-hidden="true" className="flex gap-0.5 max-md:hidden">
          <Kbd>⌘</Kbd>
          <Kbd>K</Kbd>
        </span>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className={scrimStyle} />
        <Dialog.Popup className="fixed top-[12dvh] left-1/2 z-50 w-[min(36rem,calc(100vw-2rem))] -translate-x-1/2 overflow-hidden rounded-lg bg-raised shadow-float outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
          <Dialog.Title className="sr-only">{t('title')}</Dialog.Title>
          <PaletteBody items={items} searchHref={searchHref} onGo={go} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
