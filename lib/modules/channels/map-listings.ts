import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { type ResolvedSku, skusByCode } from '@/lib/modules/catalog/resolve-skus'
import { tellMapped } from '@/lib/modules/channels/internal/auto-map'
import { listingsMapped, type MappedLine, mostMappings } from '@/lib/modules/channels/schema'
import { healOrders } from '@/lib/modules/orders/heal-orders'
import { getShop } from '@/lib/modules/settings/get-shop'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

const code = z.string().trim().min(1).max(200)
const line = z.strictObject({
  /** The listing's seller SKU, variation or item. */
  listing: code,
  /** With it `listing` is the item, and exactly one is meant. */
  variationId: z.string().trim().max(200).optional(),
  skuCode: code,
})
type Line = z.output<typeof line>
type Listing = { id: string; sku_id: string | null; mapped_by: string }

export const mapListings = command({
  name: 'listing.map-many',
  summary:
    'Say which SKUs many listings of a shop mean, line by line; a line that says nothing clear stops none of the others',
  http: { method: 'POST', path: '/shops/{shopId}/listings/map' },
  input: z.strictObject({ shopId: id('shop'), lines: z.array(line).min(1).max(mostMappings) }),
  example: { lines: [{ listing: 'TEA-250', skuCode: 'TEA-001' }] },
  output: listingsMapped,
  async run(ctx, { shopId, lines }) {
    await getShop.within(ctx, { shopId })
    const skus = await skusByCode(ctx, [...new Set(lines.map((l) => codeKey(l.skuCode)))])
    const meant = await listingsOf(ctx, shopId, lines)
    const wished = new Map<string, string>()
    const results = lines.map(
      (asked, i): MappedLine => ({
        line: i + 1,
        ...judge(asked, meant[i] ?? [], skus.get(codeKey(asked.skuCode)), wished),
      }),
    )
    const listingIds = [...wished.keys()]
    await ctx.sql(
      `update listings l set sku_id = u.sku_id, mapped_by = 'hand', mapped_at = $4, updated_at = $4, version = l.version + 1
         from (select * from unnest($2::uuid[], $3::uuid[]) as u(id, sku_id)) u where l.tenant_id = $1 and l.id = u.id`,
      [listingIds, [...wished.values()], ctx.now],
    )
    if (listingIds.length > 0) await healOrders.within(ctx, { listingIds })
    await tellMapped(ctx, listingIds)
    ctx.touch('shop', shopId)
    ctx.tell({ lines: lines.length, mapped: listingIds.length })
    return { mapped: listingIds.length, results }
  },
})

/** What becomes of one line; what it maps is noted in `wished`, where the first word about a listing stands. */
function judge(
  { variationId }: Line,
  listings: readonly (Listing & { by: string })[],
  sku: ResolvedSku | undefined,
  wished: Map<string, string>,
): Pick<MappedLine, 'outcome' | 'listings'> {
  // A seller SKU is one article, however often it is listed; an item with several variations is not.
  if (listings.length === 0) return { outcome: 'unknown_listing', listings: 0 }
  if (!variationId && listings.length > 1 && listings[0]?.by === 'item')
    return { outcome: 'several', listings: listings.length }
  if (!sku) return { outcome: 'unknown_sku', listings: 0 }
  if (sku.status !== 'active') return { outcome: 'archived', listings: 0 }
  if (listings.some((l) => wished.has(l.id) && wished.get(l.id) !== sku.id)) return { outcome: 'twice', listings: 0 }
  const fresh = listings.filter((l) => l.sku_id !== sku.id || l.mapped_by !== 'hand')
  for (const listing of fresh) wished.set(listing.id, sku.id)
  return { outcome: fresh.length > 0 ? 'mapped' : 'unchanged', listings: listings.length }
}

/** Of each line the listings it names, under their locks: by item and variation, else by seller SKU, else variation, else item. */
async function listingsOf(
  ctx: Context,
  shopId: string,
  lines: readonly Line[],
): Promise<(Listing & { by: string })[][]> {
  const rows = await ctx.sql<Listing & { n: string; by: string }>(
    `with asked as (select * from unnest($3::text[], $4::text[], $5::text[]) with ordinality as u(listing, variation, seller, n)),
     found as (
       select a.n, l.id, 0 as rank, 'exact' as by from asked a join listings l
           on l.tenant_id = $1 and l.shop_id = $2 and l.item_id = a.listing and l.variation_id = a.variation where a.variation <> ''
       union all
       select a.n, l.id, 1, 'seller' from asked a join listings l
           on l.tenant_id = $1 and l.shop_id = $2 and l.seller_key = a.seller where a.variation = ''
       union all
       select a.n, l.id, 2, 'variation' from asked a join listings l
           on l.tenant_id = $1 and l.shop_id = $2 and l.variation_id = a.listing where a.variation = ''
       union all
       select a.n, l.id, 3, 'item' from asked a join listings l
           on l.tenant_id = $1 and l.shop_id = $2 and l.item_id = a.listing where a.variation = ''
     ),
     best as (select n, id, by from (select f.*, rank() over (partition by f.n order by f.rank) as place from found f) f where place = 1)
     select b.n::text, b.by, l.id, l.sku_id, l.mapped_by from best b join listings l on l.tenant_id = $1 and l.id = b.id
      where l.state <> 'gone' order by l.id for update of l`,
    [shopId, lines.map((l) => l.listing), lines.map((l) => l.variationId ?? ''), lines.map((l) => codeKey(l.listing))],
  )
  const meant: (Listing & { by: string })[][] = lines.map(() => [])
  for (const { n, ...listing } of rows) meant[Number(n) - 1]?.push(listing)
  return meant
}
