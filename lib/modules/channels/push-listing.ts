import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { getListing } from '@/lib/modules/channels/get-listing'
import { lockListing } from '@/lib/modules/channels/internal/lock-listing'
import { markDirty } from '@/lib/modules/channels/internal/mark-dirty'
import { listingDetail } from '@/lib/modules/channels/schema'
import { command } from '@/lib/platform/door/use-case'

export const pushListing = command({
  name: 'listing.push',
  summary: 'Tell the marketplace the stock of a listing again, now',
  http: { method: 'POST', path: '/listings/{listingId}/push' },
  input: z.strictObject({ listingId: id('listing') }),
  output: listingDetail,
  async run(ctx, { listingId }) {
    await lockListing(ctx, listingId)
    // Whatever we think it shows is no longer believed, and what was refused is not waited for.
    await ctx.sql('update listings set channel_quantity = null, push_due_at = null where tenant_id = $1 and id = $2', [
      listingId,
    ])
    if ((await markDirty(ctx, { listingIds: [listingId], cause: 'hand' })) === 0)
      invalid([{ path: 'listingId', code: 'not_published' }])
    ctx.touch('listing', listingId)
    return getListing.within(ctx, { listingId })
  },
})
