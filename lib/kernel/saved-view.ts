/** One column as somebody wants it: shown or not, this wide; the sequence is the array's. */
export type ColumnChoice = { readonly key: string; readonly hidden?: boolean; readonly width?: number }

export type SavedView = {
  readonly id: string
  readonly list: string
  readonly name: string
  readonly mine: boolean
  /** null: nobody else sees it; empty: everybody does. */
  readonly roleIds: readonly string[] | null
  /** The list's address as names and values; never a search word. */
  readonly query: Readonly<Record<string, string>>
  readonly columns: readonly ColumnChoice[] | null
  readonly version: number
}
