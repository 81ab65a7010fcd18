import { fromLocal, isDay } from '@/lib/kernel/time'

/** What a form asked: the moments in the company's zone, or which of its two fields cannot be answered. */
export type Moments =
  | { kind: 'asked'; from: Date; to: Date }
  /** A field that is no date with a time, or a second moment before the first. */
  | { kind: 'wrong' | 'order' }

const shape = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/

function instantOf(text: string, zone: string): Date | null {
  return shape.test(text) && isDay(text.slice(0, 10)) ? fromLocal(text, zone) : null
}

/** Two wall-clock times as a form writes them; without a second one it is now, and nothing is later than now. */
export function momentsOf(at: string, to: string | undefined, zone: string, now: Date): Moments {
  const first = instantOf(at, zone)
  const second = to ? instantOf(to, zone) : now
  if (!first || !second) return { kind: 'wrong' }
  if (second < first && to) return { kind: 'order' }
  const past = (moment: Date) => (moment < now ? moment : now)
  return { kind: 'asked', from: past(first), to: past(second) }
}
