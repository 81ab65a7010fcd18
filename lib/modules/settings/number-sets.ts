import { z } from 'zod'
import { newId, nilId } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import type { Context } from '@/lib/platform/door/context'

/** Fits the columns people copy out of their sheets; more is a matter for an import. */
export const mostNumbers = 500
/** So many rows one set names at most. */
export const mostFound = 5000
/** One number may mean many rows (a SKU is in many orders): who wants all of them filters by it. What is looked up so has one more. */
export const perNumber = 200

export const numbersField = z.array(z.string().trim().min(1).max(200)).min(1).max(mostNumbers)

/** Lists whose rows go by numbers that people keep in sheets, under the names their saved views have; orders find theirs by themselves. */
export const numberedNames = [
  'skus',
  'products',
  'stock',
  'movements',
  'serials',
  'parcels',
  'returns',
  'customers',
  'listings',
] as const
export type NumberedName = (typeof numberedNames)[number]

/** `n`: which of the numbers, from 1; sorted by it, so that a cap cuts the last ones off. */
export type Hit = { readonly n: number; readonly id: string }

export type KeptNumbers = { setId: string; found: number; capped: boolean; missing: string[] }

const missingAad = (setId: string) => `number_sets|missing|${setId}`

/**
 * Keeps what pasted numbers mean as a set that the list's filter `set` names, because so many ids fit no address. What is not found is
 * told and kept sealed: it may be anything. `hits`: at most one more than `mostFound`; `cutsEach`: and of a number about one more than `perNumber`.
 */
export async function keepNumbers(
  ctx: Context,
  list: string,
  numbers: readonly string[],
  hits: readonly Hit[],
  cutsEach = false,
): Promise<KeptNumbers> {
  const cut = hits.length > mostFound
  const kept = hits.slice(0, mostFound)
  const rows = new Map<number, number>()
  for (const { n } of kept) rows.set(n, (rows.get(n) ?? 0) + 1)
  const found = new Set(rows.keys())
  const capped = cut || (cutsEach && [...rows.values()].some((count) => count > perNumber))
  // Behind the cap nobody has looked: what may be there is not called missing.
  const last = cut ? Math.max(...found) : numbers.length
  const missing = numbers.filter((_, i) => i < last && !found.has(i + 1))
  const ids = [...new Set(kept.map(({ id }) => id))]
  const setId = newId()
  const crypt = await ctx.crypt()
  await ctx.sql(
    'insert into number_sets (tenant_id, id, owner_id, list, ids, missing, created_at) values ($1, $2, $3, $4, $5, $6, $7)',
    [setId, ctx.actor.id ?? nilId, list, ids, crypt.seal(missingAad(setId), JSON.stringify(missing)), ctx.now],
  )
  ctx.tell({ numbers: numbers.length, missing: missing.length })
  return { setId, found: ids.length, capped, missing }
}

/** The rows of `list` a set names; none of a set that is gone or of another list. null: no set was asked for. */
export async function idsOfSet(ctx: Context, list: string, set: string | undefined): Promise<readonly string[] | null> {
  if (set === undefined) return null
  const [row] = await ctx.sql<{ ids: string[] }>(
    'select ids from number_sets where tenant_id = $1 and id = $2 and list = $3',
    [set, list],
  )
  return row?.ids ?? []
}

/** What was pasted and not found: told to who pasted it, for it may be a phone number of somebody's. Others see the rows alone. */
export async function missingOfSet(ctx: Context, set: string): Promise<string[]> {
  const [row] = await ctx.sql<{ missing: Buffer; owner_id: string }>(
    'select missing, owner_id from number_sets where tenant_id = $1 and id = $2',
    [set],
  )
  if (!row) return refuse('not_found')
  if (row.owner_id !== (ctx.actor.id ?? nilId)) return []
  const crypt = await ctx.crypt()
  return JSON.parse(crypt.open(missingAad(set), row.missing)) as string[]
}
