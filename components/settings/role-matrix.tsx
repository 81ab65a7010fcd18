'use client'

import { Check, ChevronRight, Search } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Fragment, useState } from 'react'
import { includes, type PermissionGroup } from '@/components/settings/permission-groups'
import { searchPermissions } from '@/components/settings/permission-search'
import { usePermissionName } from '@/components/settings/use-permission-name'
import { useRoleName } from '@/components/settings/use-role-name'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Scroller } from '@/components/ui/scroller'
import type { RoleView } from '@/lib/modules/settings/schema'

type Props = { roles: readonly RoleView[]; groups: readonly PermissionGroup[] }

/** Every permission against every role; heads stay in sight on both edges. Hundreds of permissions: one opens what one wants to see. */
export function RoleMatrix({ roles, groups }: Props) {
  const t = useTranslations('settings')
  const roleName = useRoleName()
  const words = usePermissionName()
  const { resourceName, permissionName } = words
  const [text, setText] = useState('')
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const shown = searchPermissions(groups, text, words)
  const isOpen = (resource: string) => text.trim() !== '' || opened.has(resource)
  const toggle = (resource: string) => {
    const next = new Set(opened)
    if (!next.delete(resource)) next.add(resource)
    setOpened(next)
  }
  const allOpen = shown.every(({ resource }) => isOpen(resource))
  const head = 'sticky top-0 z-1 border-b border-line bg-sunken px-3 py-2 text-xs font-medium text-muted'
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <div className="max-w-sm flex-1">
          <Input
            type="search"
            lead={<Search aria-hidden="true" />}
            aria-label={t('roles.search')}
            placeholder={t('roles.search')}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        {text.trim() === '' ? (
          <Button onClick={() => setOpened(allOpen ? new Set() : new Set(groups.map(({ resource }) => resource)))}>
            {t(allOpen ? 'roles.closeAll' : 'roles.openAll')}
          </Button>
        ) : null}
      </div>
      {shown.length === 0 ? <p className="text-sm text-muted">{t('roles.nothingFound')}</p> : null}
      <Scroller className="max-h-[calc(100dvh-12rem)] rounded-lg border border-line bg-surface">
        <table className="w-full border-separate border-spacing-0 text-sm">
          <thead>
            <tr>
              <th scope="col" className={`${head} left-0 z-2 min-w-56 text-left`}>
                {t('roles.permission')}
              </th>
              {roles.map((role) => (
                <th key={role.id} scope="col" className={`${head} min-w-20 text-center`}>
                  <Link
                    href={`/settings/roles/${role.id}`}
                    prefetch={false}
                    className="block text-sm text-fg underline-offset-2 hover:underline"
                  >
                    {roleName(role)}
                  </Link>
                  <span className="whitespace-nowrap">{t('roles.members', { count: role.members })}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ resource, permissions }) => (
              <Fragment key={resource}>
                <tr>
                  <th scope="row" className="sticky left-0 border-b border-line-soft bg-canvas px-1 py-1 text-left">
                    <button
                      type="button"
                      aria-expanded={isOpen(resource)}
                      disabled={text.trim() !== ''}
                      onClick={() => toggle(resource)}
                      className="flex min-h-6 w-full items-center gap-1.5 rounded-sm px-1.5 text-left font-semibold enabled:hover:bg-hover"
                    >
                      <ChevronRight
                        aria-hidden="true"
                        className={`size-4 shrink-0 text-subtle ${isOpen(resource) ? 'rotate-90' : ''}`}
                      />
                      {resourceName(resource)}
                    </button>
                  </th>
                  {roles.map((role) => {
                    const count = permissions.filter((permission) => includes(role.permissions, permission)).length
                    return (
                      <td
                        key={role.id}
                        className="border-b border-line-soft bg-canvas px-3 text-center text-xs text-muted"
                      >
                        {t('roles.some', { count, all: permissions.length })}
                      </td>
                    )
                  })}
                </tr>
                {(isOpen(resource) ? permissions : []).map((permission) => (
                  <tr key={permission}>
                    <th
                      scope="row"
                      className="sticky left-0 border-b border-line-soft bg-surface py-1.5 pr-3 pl-8 text-left font-normal"
                    >
                      {permissionName(permission)}
                      <span className="block font-mono text-xs text-subtle">{permission}</span>
                    </th>
                    {roles.map((role) => (
                      <td key={role.id} className="border-b border-line-soft px-3 text-center">
                        {includes(role.permissions, permission) ? (
                          <Check
                            role="img"
                            aria-label={t('roles.granted')}
                            className="mx-auto size-4 text-accent-text"
                          />
                        ) : (
                          <span className="text-subtle">
                            <span aria-hidden="true">·</span>
                            <span className="sr-only">{t('roles.notGranted')}</span>
                          </span>
                        )}
                      </td>
                    ))}
                  </tr>
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </Scroller>
    </>
  )
}
