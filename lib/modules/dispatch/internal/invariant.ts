import type { Context } from '@/lib/platform/door/context'

/** Something that must always be so. `broken` selects, as text named `row`, what it is not so of: codes, numbers, figures; no personal data. */
export type Invariant = {
  readonly invariant: string
  readonly broken: string
  /** Values of `$2 …` in the statement. */
  readonly params?: (ctx: Context) => unknown[]
}
