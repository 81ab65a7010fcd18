'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { SettingsSection } from '@/components/settings/sections'
import { cn } from '@/components/ui/cn'

/** A list at the left; on a narrow screen a row that scrolls. */
export function SettingsNav({ sections }: { sections: readonly SettingsSection[] }) {
  const t = useTranslations('settings.nav')
  const pathname = usePathname()
  return (
    <nav aria-label={t('label')} className="shrink-0 max-md:border-b max-md:border-line md:w-44">
      <ul className="flex gap-1 max-md:overflow-x-auto max-md:px-4 max-md:py-2 md:sticky md:top-(--bar) md:flex-col md:py-6 md:pl-4">
        {sections.map(({ key, href }) => {
          const here = pathname === href || pathname.startsWith(`${href}/`)
          return (
            <li key={key}>
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
