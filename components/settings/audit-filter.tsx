'use client'

import { usePathname, useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { PermissionGroup } from '@/components/settings/permission-groups'
import { usePermissionName } from '@/components/settings/use-permission-name'
import { Combobox } from '@/components/ui/combobox'

/** One action, or everything about a thing. */
export function AuditFilter({ groups, action }: { groups: readonly PermissionGroup[]; action: string | null }) {
  const t = useTranslations('settings.audit')
  const router = useRouter()
  const pathname = usePathname()
  const { permissionName, resourceName } = usePermissionName()
  const options = groups.flatMap(({ resource, permissions }) => [
    { value: `${resource}.*`, label: t('allOf', { resource: resourceName(resource) }) },
    ...permissions.map((name) => ({ value: name, label: `${resourceName(resource)} · ${permissionName(name)}` })),
  ])
  return (
    <div className="w-72">
      <Combobox
        aria-label={t('filter')}
        placeholder={t('filter')}
        options={options}
        value={action}
        onValueChange={(value) => router.push(value ? `${pathname}?action=${encodeURIComponent(value)}` : pathname)}
      />
    </div>
  )
}
