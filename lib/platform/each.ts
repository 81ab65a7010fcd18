import type { z } from 'zod'
import type { FieldError } from '@/lib/kernel/refusal'
import { fieldErrors } from '@/lib/platform/door/run'

export type Parsed<T> =
  | { ok: true; index: number; raw: unknown; value: T }
  | { ok: false; index: number; raw: unknown; errors: FieldError[] }

/** Parses a batch element by element, so that one bad element is one reject and not a refused page. */
export function eachOf<S extends z.ZodType>(schema: S, elements: readonly unknown[]): Parsed<z.output<S>>[] {
  return elements.map((raw, index) => {
    const parsed = schema.safeParse(raw)
    return parsed.success
      ? { ok: true, index, raw, value: parsed.data }
      : { ok: false, index, raw, errors: fieldErrors(parsed.error) }
  })
}
