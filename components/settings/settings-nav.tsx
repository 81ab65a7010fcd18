'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import type { SettingsSection } from '@/components/settings/sections'
import { cn } from '@/components/ui/cn'

/** A list at the left; on a narrow screen a row that scrolls. */
export function SettingsNav({ sections }: { sections: readonly SettingsSection[] }) {
  const t = useTranslations('settings.nav')
  const pathname = usePathname()
  const row = useRef<HTMLUListElement>(null)
  const current = sections.find(({ href }) => pathname === href || pathname.startsWith(`${href}/`))?.key
  // On a narrow screen the section one is in may stand beyond the edge.
  useEffect(() => {
    row.current?.querySelector(`[data-section="${current}"]`)?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [current])
  return (
    <nav aria-label={t('label')} className="shrink-0 max-md:border-b max-md:border-line md:w-44">
      <ul
        ref={row}
        className="flex gap-1 max-md:overflow-x-auto max-md:px-4 max-md:py-2 md:sticky md:top-(--bar) md:flex-col md:py-6 md:pl-4"
      >
        {sections.map(({ key, href }) => {
          const here = key === current
          return (
            <li key={key} data-section={key}>
              <Link
                href={href}
                aria-current={here ? 'page' : undefined}
                className={cn(
                  'flex h-8 items-center rounded-md px-2.5 text-sm whitespace-nowrap text-muted hover:bg-hover hover:text-fg',
                  here && 'bg-accent-soft font-medium text-accent-text',
                )}
              >
                {t(key)}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
