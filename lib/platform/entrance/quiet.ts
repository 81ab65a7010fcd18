import type { Outcome } from '@/lib/platform/entrance/outcome'

/** That it was done, without the answer: the page reads anew what it shows, and need not be sent it twice. */
export function quiet(outcome: Outcome<unknown>): Outcome<null> {
  return outcome.ok ? { ok: true, value: null } : outcome
}
