'use client'

import { PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import { Tooltip } from '@/components/ui/tooltip'
import { Logo } from './logo'
import { type NavKey, navFor, navOf } from './nav'

export type NavCounts = Partial<Record<NavKey, number>>

const GROUPS = ['work', 'goods', 'insight', 'settings'] as const

export type SidebarProps = {
  permissions: readonly string[]
  counts: NavCounts
  shut: boolean
  onToggle: () => void
}

export function Sidebar({ permissions, counts, shut, onToggle }: SidebarProps) {
  const t = useTranslations('nav')
  const current = navOf(usePathname())?.key
  const items = navFor(permissions)
  const toggleLabel = shut ? t('expand') : t('collapse')
  return (
    <aside
      aria-label="Caravan"
      data-print="hide"
      className={cn(
        'sticky top-0 hidden h-dvh shrink-0 flex-col border-r border-line bg-sidebar md:flex',
        shut ? 'w-(--sidebar-shut)' : 'w-(--sidebar-open)',
      )}
    >
      <Link
        href="/dashboard"
        prefetch={false}
        className="flex h-(--bar) shrink-0 items-center px-4"
        aria-label={shut ? 'Caravan' : undefined}
      >
        <Logo markOnly={shut} />
      </Link>
      <nav aria-label={t('main')} className="flex flex-1 flex-col gap-4 overflow-y-auto px-2 py-2">
        {GROUPS.map((group) => {
          const members = items.filter((item) => item.group === group)
          if (members.length === 0) return null
          return (
            <div key={group}>
              {shut ? null : <p className="px-2 pb-1 text-2xs font-medium text-subtle">{t(`group.${group}`)}</p>}
              <ul className="flex flex-col gap-px">
                {members.map((item) => {
                  const active = item.key === current
                  const link = (
                    <Link
                      href={item.href}
                      // Every page is the reader's own and made anew: ten of them ahead of time is work for nothing.
                      prefetch={false}
                      aria-current={active ? 'page' : undefined}
                      aria-label={shut ? t(item.key) : undefined}
                      className={cn(
                        'flex h-8 items-center gap-2.5 rounded-md px-2 text-sm transition-colors duration-100',
                        shut && 'justify-center',
                        active ? 'bg-pressed font-medium text-fg' : 'text-muted hover:bg-hover hover:text-fg',
                      )}
                    >
                      <item.icon
                        aria-hidden="true"
                        className={cn('size-4 shrink-0', active && 'text-accent-text')}
                        strokeWidth={1.75}
                      />
                      {shut ? null : <span className="flex-1 truncate">{t(item.key)}</span>}
                      {shut || !counts[item.key] ? null : (
                        <span data-figure="" className="text-xs text-muted">
                          {counts[item.key]}
                        </span>
                      )}
                    </Link>
                  )
                  return (
                    <li key={item.key}>
                      {shut ? (
                        <Tooltip text={t(item.key)} side="right">
                          {link}
                        </Tooltip>
                      ) : (
                        link
                      )}
                    </li>
                  )
                })}
              </ul>
            </div>
          )
        })}
      </nav>
      <div className="border-t border-line-soft p-2">
        <button
          type="button"
          onClick={onToggle}
          aria-label={toggleLabel}
          aria-expanded={!shut}
          className={cn(
            'flex h-8 w-full items-center gap-2.5 rounded-md px-2 text-sm text-muted hover:bg-hover hover:text-fg [&_svg]:size-4',
            shut && 'justify-center',
          )}
        >
          {shut ? <PanelLeftOpen strokeWidth={1.75} /> : <PanelLeftClose strokeWidth={1.75} />}
          {shut ? null : toggleLabel}
        </button>
      </div>
    </aside>
  )
}
