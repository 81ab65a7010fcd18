'use client'

import { useTranslations } from 'next-intl'

/** Words for permissions: of its own where the verb alone would mislead, else the verb's. */
export function usePermissionName() {
  const t = useTranslations('settings.permission')
  const permissionName = (name: string) => {
    const [resource = '', verb = ''] = name.split('.')
    if (t.has(`own.${resource}.${verb}`)) return t(`own.${resource}.${verb}`)
    return t.has(`verb.${verb}`) ? t(`verb.${verb}`) : name
  }
  const resourceName = (resource: string) => (t.has(`resource.${resource}`) ? t(`resource.${resource}`) : resource)
  return { permissionName, resourceName }
}
