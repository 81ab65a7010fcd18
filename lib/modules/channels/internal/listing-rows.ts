import type { ListingView } from '@/lib/modules/channels/schema'

export type ListingRow = {
  id: string
  shop_id: string
  shop_code: string
  shop_name: string
  channel: string
  item_id: string
  variation_id: string
  seller_sku: string
  title: string
  state: ListingView['state']
  price: string | null
  currency: string
  sku_id: string | null
  sku_code: string | null
  sku_name: string | null
  bundle: boolean | null
  mapped_by: '' | 'auto' | 'hand'
  channel_quantity: number | null
  channel_seen_at: Date | null
  pushed_quantity: number | null
  pushed_at: Date | null
  waiting: boolean
  trouble: string | null
  drift: number
  drift_at: Date | null
  version: number
}

/** To be followed by `and …`; `$1` is the tenant. */
export const selectListings = `select l.id, l.shop_id, h.code as shop_code, h.name as shop_name, h.channel, l.item_id, l.variation_id, l.seller_sku,
       l.title, l.state, l.price, l.currency, l.sku_id, s.code as sku_code, s.name as sku_name, s.bundle, l.mapped_by, l.channel_quantity,
       l.channel_seen_at, l.pushed_quantity, l.pushed_at, l.push_due_at is not null as waiting, l.trouble, l.drift, l.drift_at, l.version
  from listings l join shops h on h.tenant_id = $1 and h.id = l.shop_id left join skus s on s.tenant_id = $1 and s.id = l.sku_id
 where l.tenant_id = $1`

export function listingView(row: ListingRow): ListingView {
  return {
    id: row.id,
    shopId: row.shop_id,
    shopCode: row.shop_code,
    shopName: row.shop_name,
    channel: row.channel,
    itemId: row.item_id,
    variationId: row.variation_id,
    sellerSku: row.seller_sku,
    title: row.title,
    state: row.state,
    price: row.price === null ? null : row.price.replace(/(\.\d\d)0+$/, '$1'),
    currency: row.currency,
    sku:
      row.sku_id === null
        ? null
        : { id: row.sku_id, code: row.sku_code ?? '', name: row.sku_name ?? '', bundle: row.bundle ?? false },
    mapping:
      row.sku_id === null ? (row.mapped_by === 'hand' ? 'none' : 'open') : row.mapped_by === 'hand' ? 'hand' : 'auto',
    channelQuantity: row.channel_quantity,
    channelSeenAt: row.channel_seen_at?.toISOString() ?? null,
    pushedQuantity: row.pushed_quantity,
    pushedAt: row.pushed_at?.toISOString() ?? null,
    waiting: row.waiting,
    trouble: row.trouble,
    drift: row.drift,
    driftAt: row.drift_at?.toISOString() ?? null,
    version: row.version,
  }
}
