'use client'

import { CircleHelp, CircleUser, LogOut, MessageSquarePlus } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { helpHref } from '@/components/help/guides'
import { Menu, type MenuEntry } from '@/components/ui/menu'
import { Spinner } from '@/components/ui/spinner'

export type UserMenuProps = {
  user: { name: string; email: string }
  tenantName: string
  /** Ends the session and leads to the sign-in page; a server action. */
  signOut: () => Promise<void>
  /** Other companies of this user, when there are any. */
  tenants?: readonly { id: string; name: string; current: boolean }[]
  switchTenant?: (id: string) => Promise<void>
}

export function UserMenu({ user, tenantName, signOut, tenants = [], switchTenant }: UserMenuProps) {
  const t = useTranslations('common.user')
  const [pending, start] = useTransition()
  const pathname = usePathname()
  const entries: MenuEntry[] = [
    {
      kind: 'label',
      key: 'who',
      label: (
        <span className="flex max-w-60 flex-col">
          <span className="truncate text-sm font-medium text-fg">{user.name}</span>
          <span className="truncate">{user.email}</span>
          <span className="truncate">{tenantName}</span>
        </span>
      ),
    },
    { kind: 'separator', key: 's1' },
  ]
  if (tenants.length > 1 && switchTenant) {
    entries.push({ kind: 'label', key: 'switch', label: t('switchTenant') })
    for (const tenant of tenants)
      entries.push({
        kind: 'choice',
        key: tenant.id,
        label: tenant.name,
        checked: tenant.current,
        onSelect: () => {
          if (!tenant.current) start(() => switchTenant(tenant.id))
        },
      })
    entries.push({ kind: 'separator', key: 's2' })
  }
  entries.push({ kind: 'link', key: 'account', label: t('account'), icon: <CircleUser />, href: '/account' })
  entries.push({ kind: 'link', key: 'help', label: t('help'), icon: <CircleHelp />, href: helpHref(pathname) })
  entries.push({
    kind: 'link',
    key: 'feedback',
    label: t('feedback'),
    icon: <MessageSquarePlus />,
    href: `/help?feedback=${encodeURIComponent(pathname)}#feedback`,
  })
  entries.push({ key: 'out', label: t('signOut'), icon: <LogOut />, onSelect: () => start(signOut) })
  return (
    <Menu
      className="min-w-56"
      trigger={
        <button
          type="button"
          aria-label={`${t('menu')}: ${user.name}`}
          className="flex size-8 items-center justify-center rounded-full bg-accent-soft text-sm font-semibold text-accent-text hover:bg-accent-line"
        >
          {pending ? <Spinner /> : ([...user.name.trim()][0]?.toUpperCase() ?? '·')}
        </button>
      }
      entries={entries}
    />
  )
}
