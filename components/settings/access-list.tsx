'use client'

import { useTranslations } from 'next-intl'
import { permissionGroups } from '@/components/settings/permission-groups'
import { usePermissionName } from '@/components/settings/use-permission-name'
import { Card } from '@/components/ui/card'

/** Every right one person has, in words. */
export function AccessList({ permissions }: { permissions: readonly string[] }) {
  const t = useTranslations('settings.access')
  const { permissionName, resourceName } = usePermissionName()
  const groups = permissionGroups([...permissions].sort())
  return (
    <Card title={t('can')} aside={<span className="text-muted">{t('count', { count: permissions.length })}</span>}>
      {groups.length === 0 ? <p className="text-sm text-muted">{t('nothing')}</p> : null}
      <dl className="grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
        {groups.map((group) => (
          <div key={group.resource} className="min-w-0 text-sm">
            <dt className="font-medium">{resourceName(group.resource)}</dt>
            <dd className="text-muted">{group.permissions.map(permissionName).join(t('separator'))}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
