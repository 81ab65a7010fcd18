import type { Source } from '@/lib/adapters/files/archive'
import type { TableInput } from '@/lib/adapters/files/table-file'
import type { FieldError } from '@/lib/kernel/refusal'
import type { Context } from '@/lib/platform/door/context'

export type Place = { readonly file: string; readonly row: number; readonly column: string }
export type RowError = Place & { readonly code: string }

/** One thing as a file states it: an order, a product with its SKUs, a place's stock. With `errors` it cannot be taken in. */
export type FileRecord<B = unknown> = {
  readonly body: B
  readonly errors: readonly RowError[]
  readonly rows: readonly number[]
  /** The place in the file that a path inside `body` came from. */
  place(path: string): Place
}

/** What every page of an import needs to know. */
export type Task = {
  readonly profile: string
  readonly shop: { readonly code: string; readonly currency: string; readonly timeZone: string } | null
  readonly warehouseCode: string | null
  /** The company's own. */
  readonly currency: string
}

/** Something that was made or changed: with `before` it can be put back, without it can be removed. */
export type Effect = {
  readonly type: 'product' | 'sku' | 'category' | 'order' | 'adjustment' | 'image' | 'customer' | 'return'
  readonly id: string
  readonly before?: unknown
  readonly version?: number
}

export type Outcome = {
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'rejected'
  readonly errors?: readonly FieldError[]
  readonly effects?: readonly Effect[]
}

/** One kind of file: how it is read, and how a page of it is taken in by one transaction. */
export type Kind<B = unknown> = {
  read(input: TableInput, task: Task): AsyncIterable<FileRecord<B>>
  /** Of files that are archives and no tables. Records hold open what they were read from until they are taken. */
  readArchive?(source: Source): AsyncIterable<FileRecord<B>>
  /** Records of a page, where they must not be torn apart; usually a few hundred. */
  readonly page?: number
  /** How much of a page's room a record takes; lines of an order, SKUs of a product. */
  weight(body: B): number
  /** What the house would object to, record by record, without writing anything. */
  judge(ctx: Context, task: Task, bodies: readonly B[]): Promise<FieldError[][]>
  take(ctx: Context, task: Task, bodies: readonly B[]): Promise<Outcome[]>
}
