/** One value per process: Next loads a file once per bundle, and pages, actions and routes are different bundles. */
export function processWide<T>(name: string, make: () => T): T {
  const shared = globalThis as { [key: symbol]: unknown }
  const key = Symbol.for(`caravan.${name}`)
  if (!(key in shared)) shared[key] = make()
  return shared[key] as T
}
