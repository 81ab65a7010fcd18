'use client'

import { Ellipsis } from 'lucide-react'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { cn } from '@/components/ui/cn'
import { navFor, navOf } from './nav'

// Only a phone opens it, and not at once.
const Sheet = dynamic(() => import('@/components/ui/sheet').then((module) => module.Sheet), { ssr: false })

const cellStyle = 'flex flex-1 flex-col items-center justify-center gap-0.5 text-2xs [&_svg]:size-5'

/** The phone's navigation: the four first things under the thumb, the rest one tap away. */
export function BottomBar({ permissions }: { permissions: readonly string[] }) {
  const t = useTranslations('nav')
  const current = navOf(usePathname())?.key
  // Undefined until it was opened for the first time.
  const [open, setOpen] = useState<boolean>()
  const items = navFor(permissions)
  const first = items.slice(0, 4)
  const rest = items.slice(4)
  const restActive = rest.some((item) => item.key === current)
  return (
    <nav
      aria-label={t('main')}
      data-print="hide"
      className="fixed inset-x-0 bottom-0 z-30 flex h-14 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {first.map((item) => (
        <Link
          key={item.key}
          href={item.href}
          prefetch={false}
          aria-current={item.key === current ? 'page' : undefined}
          className={cn(cellStyle, item.key === current ? 'font-medium text-accent-text' : 'text-muted')}
        >
          <item.icon aria-hidden="true" strokeWidth={1.75} />
          {t(item.key)}
        </Link>
      ))}
      {rest.length > 0 ? (
        <button
          type="button"
          aria-haspopup="dialog"
          aria-expanded={open === true}
          onClick={() => setOpen(true)}
          className={cn(cellStyle, restActive ? 'font-medium text-accent-text' : 'text-muted')}
        >
          <Ellipsis aria-hidden="true" strokeWidth={1.75} />
          {t('more')}
        </button>
      ) : null}
      {open === undefined ? null : (
        <Sheet side="bottom" title={t('more')} open={open} onOpenChange={setOpen}>
          <ul className="grid grid-cols-3 gap-2">
            {rest.map((item) => (
              <li key={item.key}>
                <Link
                  href={item.href}
                  prefetch={false}
                  onClick={() => setOpen(false)}
                  aria-current={item.key === current ? 'page' : undefined}
                  className="flex h-20 flex-col items-center justify-center gap-2 rounded-lg border border-line text-center text-xs aria-[current=page]:border-accent-line aria-[current=page]:bg-accent-soft [&_svg]:size-5"
                >
                  <item.icon aria-hidden="true" strokeWidth={1.75} />
                  {t(item.key)}
                </Link>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </nav>
  )
}
