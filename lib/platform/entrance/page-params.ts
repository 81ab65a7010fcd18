import type { z } from 'zod'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { knownParams } from '@/lib/platform/known-params'

/** What a list's address says, as its use case takes it. */
export async function pageParams<S extends z.ZodRawShape>(
  schema: z.ZodObject<S>,
  searchParams: SearchParams,
): Promise<Record<string, string>> {
  return knownParams(schema, await searchParams)
}
