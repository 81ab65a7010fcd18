import type { ColumnChoice, SavedView } from '@/lib/kernel/saved-view'
import type { Density } from './density'
import type { StatusTab } from './status-tabs'

/** How one member likes one list, and the views they can open of it. */
export type ListTaste = {
  readonly list: string
  readonly density: Density
  readonly views: readonly SavedView[]
  /** The view that the address names. */
  readonly current: SavedView | null
  readonly columns: readonly ColumnChoice[] | null
  readonly defaultView: string | null
  readonly mayShare: boolean
  /** Pasted numbers find rows of it. */
  readonly numbered: boolean
  readonly mayPaste: boolean
}

/** The same with the tabs of the views, for the list at `path`. */
export type TastedList = { readonly taste: ListTaste; readonly views: readonly StatusTab[]; readonly path: string }

/** Names in a list's address that belong to the moment and not to a view of it. */
const passing = new Set(['q', 'cursor', 'limit', 'view', 'set', 'look'])

/** The address as a view keeps it. */
export function viewQueryOf(params: Iterable<readonly [string, string]>): Record<string, string> {
  return Object.fromEntries([...params].filter(([name, value]) => value !== '' && !passing.has(name)))
}

export function sameQuery(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...names].every((name) => a[name] === b[name])
}
