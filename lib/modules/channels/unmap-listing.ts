import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { getListing } from '@/lib/modules/channels/get-listing'
import { lockListing } from '@/lib/modules/channels/internal/lock-listing'
import { listingDetail } from '@/lib/modules/channels/schema'
import { command } from '@/lib/platform/door/use-case'

/** New orders of it wait, nothing more is told of its stock, and nothing but a person maps it again. What was ordered stays as it is. */
export const unmapListing = command({
  name: 'listing.unmap',
  summary: 'Say that a listing means no SKU',
  http: { method: 'POST', path: '/listings/{listingId}/unmap' },
  input: z.strictObject({ listingId: id('listing'), version: z.int().optional() }),
  output: listingDetail,
  async run(ctx, { listingId, version }) {
    await lockListing(ctx, listingId, version)
    await ctx.sql(
      `update listings set sku_id = null, mapped_by = 'hand', mapped_at = $3, dirty_at = null, push_due_at = null, cause = '', updated_at = $3,
              version = version + 1
        where tenant_id = $1 and id = $2`,
      [listingId, ctx.now],
    )
    ctx.touch('listing', listingId)
    return getListing.within(ctx, { listingId })
  },
})
