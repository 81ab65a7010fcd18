import type { ResolvedShop } from '@/lib/modules/settings/resolve-shops'

export type Place = { readonly file: string; readonly row: number; readonly column: string }
export type RowError = Place & { readonly code: string }

/** One order as a file states it. With `errors` it cannot be taken in; without, `order` has the shape of the ingest call. */
export type FileOrder = {
  readonly order: Readonly<Record<string, unknown>>
  readonly errors: readonly RowError[]
  /** The place in the file that a path inside the order (`lines.1.quantity`) came from. */
  readonly place: (path: string) => Place
}

/** Reads orders out of files, in whatever layout, one by one. Refuses `invalid` when the files as a whole are not that layout. */
export type Profile = (input: string, shop: Pick<ResolvedShop, 'currency' | 'timeZone'>) => AsyncIterable<FileOrder>
