/** What Next hands a page: a name may come more than once. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>

/** The wanted parameters that are there, the first of each; whatever else stands in the address is not ours. */
export async function pickParams<K extends string>(
  params: SearchParams,
  keys: readonly K[],
): Promise<{ [P in K]?: string }> {
  const all = await params
  const picked: { [P in K]?: string } = {}
  for (const key of keys) {
    const value = all[key]
    const first = Array.isArray(value) ? value[0] : value
    if (first) picked[key] = first
  }
  return picked
}
