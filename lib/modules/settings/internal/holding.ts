import { type RawBuilder, sql } from 'kysely'

/** One of the columns holds the words, in any case. For lists of settings: a company has hundreds of them and no index is needed. */
export function holding(words: string, columns: readonly string[]): RawBuilder<boolean> {
  const any = columns.map((column) => sql`position(lower(${words}) in lower(${sql.ref(column)})) > 0`)
  return sql`(${sql.join(any, sql` or `)})`
}
