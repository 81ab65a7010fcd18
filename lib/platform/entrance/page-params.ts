import type { z } from 'zod'
import type { SearchParams } from '@/lib/platform/entrance/search-params'

/** What a list's address says, as its use case takes it: foreign names and values that make no sense are left out, so that an old link still opens. */
export async function pageParams<S extends z.ZodRawShape>(
  schema: z.ZodObject<S>,
  searchParams: SearchParams,
): Promise<Record<string, string>> {
  const given = await searchParams
  const known: Record<string, string> = {}
  for (const [name, field] of Object.entries(schema.shape)) {
    const value = given[name]
    const text = Array.isArray(value) ? value[0] : value
    if (text && (field as z.ZodType).safeParse(text).success) known[name] = text
  }
  return known
}
