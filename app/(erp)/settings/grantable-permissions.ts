import { type PermissionGroup, permissionGroups } from '@/components/settings/permission-groups'
import { permissionNames } from '@/lib/platform/auth/permission-names'

/** What a role can hold, by the thing it is about, in the order of the alphabet's resources. */
export function grantablePermissions(): PermissionGroup[] {
  return permissionGroups([...permissionNames].sort())
}
