import type { OrderPage, Range } from '@/lib/adapters/marketplaces/connector'
import { ChannelTrouble } from '@/lib/adapters/marketplaces/trouble'

/** A span in the pieces a channel lets one ask for, oldest first. */
export function windows({ from, to }: Range, widestMs: number | null): Range[] {
  const pieces: Range[] = []
  const step = widestMs ?? Number.POSITIVE_INFINITY
  for (let at = from.getTime(); at < to.getTime(); at += step) {
    pieces.push({ from: new Date(at), to: new Date(Math.min(at + step, to.getTime())) })
  }
  return pieces
}

type Counted<P extends OrderPage> = { readonly total: number; readonly page: (no: number) => Promise<P> }

/**
 * Pages of a channel that counts and shows the newest change first: read from the last page to the first, for what changes
 * meanwhile leaves its place and moves the others towards the end, where we have been. Fewer orders than were counted
 * means that a page came short: the window is read again, and what still fails is left to the next pull.
 */
export async function* lastToFirst<P extends OrderPage>(
  size: number,
  numberOf: (page: P) => string[],
  count: () => Promise<Counted<P>>,
): AsyncGenerator<P> {
  for (let attempt = 1; ; attempt++) {
    const { total, page } = await count()
    const seen = new Set<string>()
    for (let no = Math.ceil(total / size); no >= 1; no--) {
      const found = await page(no)
      for (const number of numberOf(found)) seen.add(number)
      yield found
    }
    if (seen.size >= total) return
    // Fewer may also be true: an order that changed left the window. The count says so.
    if ((await count()).total <= seen.size) return
    if (attempt >= 3) throw new ChannelTrouble({ kind: 'transient', code: 'pages_missing' })
  }
}
