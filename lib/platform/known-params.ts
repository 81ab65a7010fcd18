import type { z } from 'zod'

/** Of an address what a list's use case knows: foreign names and values that make no sense are left out, so that an old link still opens. */
export function knownParams(
  schema: z.ZodObject,
  given: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const known: Record<string, string> = {}
  for (const [name, field] of Object.entries(schema.shape)) {
    const value = given[name]
    const text = Array.isArray(value) ? value[0] : value
    if (text && (field as z.ZodType).safeParse(text).success) known[name] = text
  }
  return known
}
