import { skusByCode } from '@/lib/modules/catalog/resolve-skus'
import { together } from '@/lib/platform/db/together'
import type { Context } from '@/lib/platform/door/context'

export type LineKeys = { readonly itemKey: string; readonly skuKey: string }

/** undefined: nobody knows yet, or a person has said that it is none. */
export type LineSku = (line: LineKeys) => string | undefined

type Mapped = { key: string; sku_id: string | null }

/**
 * Which SKU a line of this shop means: what its listing is mapped to, then what another listing of the same seller SKU is, then
 * the SKU of that code. `waitingLines` says the same in SQL.
 */
export async function lineSkus(ctx: Context, shopId: string, lines: readonly LineKeys[]): Promise<LineSku> {
  const keys = (of: (line: LineKeys) => string) => [...new Set(lines.map(of).filter((key) => key !== ''))]
  const [items, codes] = [keys((l) => l.itemKey), keys((l) => l.skuKey)]
  const [ofItems, ofSellers, byCode] = await together([
    mapped(ctx, shopId, 'item_key', items),
    mapped(ctx, shopId, 'seller_key', codes),
    skusByCode(ctx, codes),
  ])
  const byItem = new Map(ofItems.map((m) => [m.key, m.sku_id]))
  const bySeller = new Map(ofSellers.map((m) => [m.key, m.sku_id]))
  return (line) => {
    const item = byItem.get(line.itemKey)
    const seller = item === undefined ? bySeller.get(line.skuKey) : item
    return seller === undefined ? byCode.get(line.skuKey)?.id : (seller ?? undefined)
  }
}

/** What a person has decided goes before what was found, and the later before the earlier. */
function mapped(
  ctx: Context,
  shopId: string,
  column: 'item_key' | 'seller_key',
  keys: readonly string[],
): Promise<Mapped[]> {
  if (keys.length === 0) return Promise.resolve([])
  return ctx.sql<Mapped>(
    `select distinct on (${column}) ${column} as key, sku_id from listings
      where tenant_id = $1 and shop_id = $2 and ${column} = any($3) and mapped_by <> ''
      order by ${column}, mapped_by desc, mapped_at desc`,
    [shopId, keys],
    `listings-by-${column}`,
  )
}

/** Lines without a SKU that have one by now; to be followed by `and …` about `l`, and grouped or limited by the caller. */
export const waitingLines = `select l.id, l.order_id, t.sku_id from order_lines l join orders o on o.tenant_id = $1 and o.id = l.order_id
    left join lateral (
      select true as found, x.sku_id from listings x
       where x.tenant_id = $1 and x.shop_id = o.shop_id and x.item_key = l.item_key and l.item_key <> '' and x.mapped_by <> ''
       order by x.mapped_by desc, x.mapped_at desc limit 1) i on true
    left join lateral (
      select true as found, x.sku_id from listings x
       where x.tenant_id = $1 and x.shop_id = o.shop_id and x.seller_key = l.sku_key and l.sku_key <> '' and x.mapped_by <> ''
       order by x.mapped_by desc, x.mapped_at desc limit 1) s on true
    left join lateral (
      select coalesce((select a.sku_id from sku_aliases a where a.tenant_id = $1 and a.code_key = l.sku_key),
                      (select k.id from skus k where k.tenant_id = $1 and k.code_key = l.sku_key)) as sku_id) c on true
    cross join lateral (select case when i.found then i.sku_id when s.found then s.sku_id else c.sku_id end as sku_id) t
   where l.tenant_id = $1 and l.sku_id is null and l.quantity > 0 and t.sku_id is not null`
