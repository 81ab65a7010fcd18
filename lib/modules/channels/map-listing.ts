import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { skusByCode } from '@/lib/modules/catalog/resolve-skus'
import { getListing } from '@/lib/modules/channels/get-listing'
import { tellMapped } from '@/lib/modules/channels/internal/auto-map'
import { lockListing } from '@/lib/modules/channels/internal/lock-listing'
import { listingDetail } from '@/lib/modules/channels/schema'
import { healOrders } from '@/lib/modules/orders/heal-orders'
import { command } from '@/lib/platform/door/use-case'

export const mapListing = command({
  name: 'listing.map',
  summary: 'Say which SKU a listing means; orders that waited for it go on at once',
  http: { method: 'POST', path: '/listings/{listingId}/map' },
  input: z.strictObject({
    listingId: id('listing'),
    skuCode: z.string().trim().min(1).max(200),
    version: z.int().optional(),
  }),
  example: { skuCode: 'TEA-001' },
  output: listingDetail,
  async run(ctx, { listingId, skuCode, version }) {
    await lockListing(ctx, listingId, version)
    const key = codeKey(skuCode)
    const sku = (await skusByCode(ctx, [key])).get(key)
    if (!sku) return invalid([{ path: 'skuCode', code: 'unknown' }])
    if (sku.status !== 'active') invalid([{ path: 'skuCode', code: 'archived' }])
    await ctx.sql(
      `update listings set sku_id = $3, mapped_by = 'hand', mapped_at = $4, updated_at = $4, version = version + 1
        where tenant_id = $1 and id = $2`,
      [listingId, sku.id, ctx.now],
    )
    await healOrders.within(ctx, { listingIds: [listingId] })
    await tellMapped(ctx, [listingId])
    ctx.touch('listing', listingId)
    ctx.tell({ sku: sku.code })
    return getListing.within(ctx, { listingId })
  },
})
