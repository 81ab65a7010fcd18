import type { Outcome } from '@/lib/platform/entrance/outcome'

/** What every server action answers; the refusal's words are in messages/…/errors.json. */
export type ActionResult<T> = Outcome<T>
