import { fold, grams } from '@/lib/kernel/text'
import { attributeGram } from '@/lib/modules/catalog/internal/attribute-gram'
import { productHaystack } from '@/lib/modules/catalog/internal/search-texts'
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

/** Writes the grams of these products, which are those of all their SKUs as well, anew; only what changed is touched. */
export async function indexProducts(ctx: Context, productIds: readonly string[]): Promise<void> {
  if (productIds.length === 0) return
  const products = await ctx.sql<{ id: string; text: string; attributes: Record<string, string> }>(
    `select p.id, p.attributes, ${productHaystack} as text from products p where p.tenant_id = $1 and p.id = any($2::uuid[])`,
    [productIds],
  )
  const rows = products.flatMap(({ id, text, attributes }) => {
    const told = Object.entries(attributes).map(([name, value]) => attributeGram(name, value))
    return [...gramsOf(text), ...told].map((gram) => ({ id, gram }))
  })
  const lists = [products.map(({ id }) => id), rows.map(({ id }) => id), rows.map(({ gram }) => gram)]
  await ctx.sql(
    `delete from product_grams g where g.tenant_id = $1 and g.product_id = any($2::uuid[]) and not exists
       (select 1 from unnest($3::uuid[], $4::text[]) as u(id, gram) where u.id = g.product_id and u.gram = g.gram)`,
    lists,
  )
  // In the sequence of the index, so that neighbours are written to the same place of it.
  await ctx.sql(
    `insert into product_grams (tenant_id, gram, product_id)
     select $1, u.gram, u.id from unnest($2::uuid[], $3::text[]) as u(id, gram) order by 2, 3 on conflict do nothing`,
    lists.slice(1),
  )
}
