import { codeKey } from '@/lib/modules/catalog/code-key'
import { type Hit, mostFound } from '@/lib/modules/settings/number-sets'
import type { Context } from '@/lib/platform/door/context'

/** The listings that pasted numbers mean: items, variations of them, seller SKUs, and codes of the SKUs they are mapped to. */
export function listingsByNumbers(ctx: Context, numbers: readonly string[]): Promise<Hit[]> {
  return ctx.sql<Hit>(
    `with n as materialized (select * from unnest($2::text[], $3::text[]) with ordinality as u(word, key, n)),
     seen as materialized (select s.id from shops s where s.tenant_id = $1 and ($4::uuid[] is null or s.id = any($4))),
     hits as (
       select n.n, l.id from n cross join seen h join listings l on l.tenant_id = $1 and l.shop_id = h.id and l.seller_key = n.key
       -- The item's own key begins with its number; a range, because LIKE loses its index under row-level security.
       union select n.n, l.id from n cross join seen h join listings l on l.tenant_id = $1 and l.shop_id = h.id
                    and l.item_key >= n.word || '/' and l.item_key < n.word || '0'
       union select n.n, l.id from n join skus s on s.tenant_id = $1 and s.code_key = n.key
                    join listings l on l.tenant_id = $1 and l.sku_id = s.id join seen h on h.id = l.shop_id)
     select n::int as n, id from hits order by n, id limit ${mostFound + 1}`,
    [numbers, numbers.map(codeKey), ctx.actor.scope.shopIds],
    'listings-by-numbers',
  )
}
