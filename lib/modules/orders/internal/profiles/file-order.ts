import type { TableInput } from '@/lib/adapters/files/table-file'
import type { ResolvedShop } from '@/lib/modules/settings/resolve-shops'

export type Place = { readonly file: string; readonly row: number; readonly column: string }
export type RowError = Place & { readonly code: string }

/** One order as a file states it. With `errors` it cannot be taken in; without, `order` has the shape of the ingest call. */
export type FileOrder = {
  readonly order: Readonly<Record<string, unknown>>
  /** What the file says went back, in the shape of the call for return requests; then there is no `order`. */
  readonly back?: Readonly<Record<string, unknown>>
  readonly errors: readonly RowError[]
  /** The rows of the file it was read from. */
  readonly rows: readonly number[]
  /** The place in the file that a path inside the order (`lines.1.quantity`) came from. */
  readonly place: (path: string) => Place
}

/** Reads orders out of files, in whatever layout, one by one. Refuses `invalid` when the files as a whole are not that layout. */
export type Profile = (input: TableInput, shop: Pick<ResolvedShop, 'currency' | 'timeZone'>) => AsyncIterable<FileOrder>
