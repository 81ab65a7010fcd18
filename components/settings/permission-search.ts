import type { PermissionGroup } from '@/components/settings/permission-groups'

/** The groups and permissions whose words or codes hold what was typed. */
export function searchPermissions(
  groups: readonly PermissionGroup[],
  text: string,
  words: { resourceName: (resource: string) => string; permissionName: (name: string) => string },
): PermissionGroup[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return [...groups]
  return groups.flatMap(({ resource, permissions }) => {
    if (words.resourceName(resource).toLowerCase().includes(wanted)) return [{ resource, permissions }]
    const found = permissions.filter(
      (name) => name.includes(wanted) || words.permissionName(name).toLowerCase().includes(wanted),
    )
    return found.length > 0 ? [{ resource, permissions: found }] : []
  })
}
