'use client'

import { ChevronLeft } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { BottomBar } from './bottom-bar'
import { LanguageSwitch } from './language-switch'
import { Logo } from './logo'
import { navFor, navOf } from './nav'
import { Palette } from './palette'
import { remember } from './remember'
import { type NavCounts, Sidebar } from './sidebar'
import { SIDEBAR_COOKIE, SIDEBAR_SHUT } from './sidebar-cookie'
import { TenantProvider, type TenantView } from './tenant-context'
import { ThemeSwitch } from './theme-switch'
import { UserMenu, type UserMenuProps } from './user-menu'

export type AppFrameProps = Omit<UserMenuProps, 'tenantName'> & {
  tenant: TenantView
  /** What the member's role holds (names of use cases, `resource.*`, `*`): `[...actor.permissions]`. */
  permissions: readonly string[]
  /** Small figures beside entries of the navigation. */
  counts?: NavCounts
  /** From the cookie SIDEBAR_COOKIE. */
  sidebarShut?: boolean
  /** Stands left of the theme switch, e.g. how far the shops are synchronised. */
  status?: ReactNode
  /** Keeps a changed language with the member. */
  keepLanguage?: (choice: { locale: string }) => Promise<unknown>
  children: ReactNode
}

const NO_COUNTS: NavCounts = {}

export function AppFrame(props: AppFrameProps) {
  const {
    tenant,
    permissions,
    counts = NO_COUNTS,
    sidebarShut = false,
    status,
    keepLanguage,
    children,
    ...user
  } = props
  const t = useTranslations('nav')
  const [shut, setShut] = useState(sidebarShut)
  const pathname = usePathname()
  const section = navOf(pathname)
  const toggle = () => {
    remember(SIDEBAR_COOKIE, shut ? 'open' : SIDEBAR_SHUT)
    setShut(!shut)
  }
  const pages = navFor(permissions).map((item) => ({
    key: item.key,
    label: t(item.key),
    href: item.href,
    icon: <item.icon aria-hidden="true" strokeWidth={1.75} />,
    keywords: [item.href],
  }))
  const maySearch = pages.some((page) => page.key === 'orders')
  return (
    <TenantProvider tenant={tenant}>
      <a
        href="#content"
        className="fixed top-2 left-2 z-60 -translate-y-16 rounded-md bg-accent px-3 py-1.5 text-sm text-on-accent focus:translate-y-0"
      >
        {t('skip')}
      </a>
      <div className="flex min-h-dvh">
        <Sidebar permissions={permissions} counts={counts} shut={shut} onToggle={toggle} />
        <div className="flex min-w-0 flex-1 flex-col">
          <header
            data-print="hide"
            className="sticky top-0 z-30 flex h-(--bar) shrink-0 items-center gap-2 border-b border-line bg-canvas px-4 md:px-6"
          >
            <Link href="/dashboard" prefetch={false} aria-label="Caravan" className="flex md:hidden">
              <Logo markOnly />
            </Link>
            <div className="flex min-w-0 flex-1 items-center gap-1 text-base font-semibold">
              {section && pathname !== section.href ? (
                <Link
                  href={section.href}
                  prefetch={false}
                  className="-ml-1 flex min-w-0 items-center gap-0.5 rounded-sm font-medium text-muted hover:text-fg"
                >
                  <ChevronLeft aria-hidden="true" className="size-4 shrink-0 text-subtle" />
                  <span className="truncate">{t(section.key)}</span>
                </Link>
              ) : (
                <span className="truncate">{section ? t(section.key) : tenant.name}</span>
              )}
            </div>
            <Palette
              items={pages}
              permissions={permissions}
              searchHref={maySearch ? (q) => `/orders?q=${encodeURIComponent(q)}` : undefined}
            />
            <div className="flex items-center justify-end gap-1 md:flex-1">
              {status}
              <ThemeSwitch />
              <LanguageSwitch keep={keepLanguage} />
              <span className="ml-1 flex">
                <UserMenu {...user} tenantName={tenant.name} />
              </span>
            </div>
          </header>
          <main id="content" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none max-md:pb-14">
            {children}
          </main>
        </div>
        <BottomBar permissions={permissions} />
      </div>
    </TenantProvider>
  )
}
