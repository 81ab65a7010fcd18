export type PermissionGroup = { readonly resource: string; readonly permissions: readonly string[] }

/** Names of use cases, `resource.verb`, together by resource and in the order given. */
export function permissionGroups(names: readonly string[]): PermissionGroup[] {
  const groups = new Map<string, string[]>()
  for (const name of names) {
    const resource = name.slice(0, name.indexOf('.'))
    const group = groups.get(resource)
    if (group) group.push(name)
    else groups.set(resource, [name])
  }
  return [...groups].map(([resource, permissions]) => ({ resource, permissions }))
}

/** Does a role that holds `held` include this permission? */
export function includes(held: readonly string[], permission: string): boolean {
  const resource = permission.slice(0, permission.indexOf('.'))
  return held.includes('*') || held.includes(permission) || held.includes(`${resource}.*`)
}
