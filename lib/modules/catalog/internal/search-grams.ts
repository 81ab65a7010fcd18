import { fold, grams } from '@/lib/kernel/text'
import { productHaystack, skuHaystack } from '@/lib/modules/catalog/internal/search-texts'
import type { Context } from '@/lib/platform/door/context'

/** More would only cost joins: what these few let through is checked against the text itself. */
const asked = 6

/**
 * The grams something is found by: pairs, and single signs where one sign is a word (every non-ASCII one)
 * or begins a word (so that `X` finds the size `XL`).
 */
export function gramsOf(text: string): string[] {
  const found = new Set<string>()
  // Line by line, since the kernel bounds the grams of one text and a product with many SKUs is many texts.
  for (const line of fold(text).split('\n')) {
    for (const gram of grams(line)) found.add(gram)
    for (const word of line.split(/\s+/)) {
      Array.from(word).forEach((sign, at) => {
        if (at === 0 || sign > '\x7f') found.add(sign)
      })
    }
  }
  return [...found]
}

/** What a search asks the index for, spread over the whole query, and the words that must then really stand in the text. */
export function searchTerms(q: string): { grams: string[]; words: string[] } {
  const all = grams(q)
  const step = Math.max(1, all.length / asked)
  const picked = Array.from({ length: Math.min(asked, all.length) }, (_, i) => all[Math.floor(i * step)] ?? '')
  return { grams: picked, words: [...new Set(fold(q).split(/\s+/))].filter((word) => word !== '') }
}

/** Writes the grams of these products and of all their SKUs anew; only what changed is touched. */
export async function indexProducts(ctx: Context, productIds: readonly string[]): Promise<void> {
  const products = await ctx.sql<{ id: string; text: string }>(
    `select p.id, ${productHaystack} as text from products p where p.tenant_id = $1 and p.id = any($2::uuid[])`,
    [productIds],
  )
  const skus = await ctx.sql<{ id: string; text: string }>(
    `select s.id, ${skuHaystack} as text from skus s where s.tenant_id = $1 and s.product_id = any($2::uuid[])`,
    [productIds],
  )
  await replace(ctx, 'product', products)
  await replace(ctx, 'sku', skus)
}

async function replace(ctx: Context, kind: 'product' | 'sku', owners: { id: string; text: string }[]): Promise<void> {
  const rows = owners.flatMap(({ id, text }) => gramsOf(text).map((gram) => ({ id, gram })))
  const lists = [owners.map(({ id }) => id), rows.map(({ id }) => id), rows.map(({ gram }) => gram)]
  await ctx.sql(
    `delete from ${kind}_grams g where g.tenant_id = $1 and g.${kind}_id = any($2::uuid[]) and not exists
       (select 1 from unnest($3::uuid[], $4::text[]) as u(id, gram) where u.id = g.${kind}_id and u.gram = g.gram)`,
    lists,
  )
  await ctx.sql(
    `insert into ${kind}_grams (tenant_id, gram, ${kind}_id)
     select $1, u.gram, u.id from unnest($2::uuid[], $3::text[]) as u(id, gram) on conflict do nothing`,
    lists.slice(1),
  )
}
