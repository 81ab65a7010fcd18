/** For a Table whose columns would leave room for two letters each on a phone: there each row is a card of two columns. */
export const cardRows = {
  table: 'max-md:block',
  head: 'max-md:hidden',
  body: 'max-md:block',
  row: 'max-md:grid max-md:grid-cols-2 max-md:gap-x-3 max-md:gap-y-1.5 max-md:border-b max-md:border-line-soft max-md:py-3 max-md:last:border-0',
  cell: 'max-md:h-auto max-md:border-0 max-md:p-0 max-md:first:pl-0 max-md:last:pr-0',
  /** Beside `cell`: over both columns. */
  wide: 'max-md:col-span-2',
  /** What stands in the head where there is one. */
  label: 'text-xs text-muted md:hidden',
}
