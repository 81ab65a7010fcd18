import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { photoIn, photosOf } from '@/lib/modules/warehouse/internal/photos'
import { photoView } from '@/lib/modules/warehouse/schema'
import { command } from '@/lib/platform/door/use-case'

/** Its files go with the next sweep, after the commit: a change that is rolled back has lost nothing. */
export const removePhoto = command({
  name: 'parcel.remove-photo',
  summary: 'Remove a photo of a parcel',
  http: { method: 'DELETE', path: '/fulfilments/{fulfilmentId}/photos/{photoId}' },
  input: z.strictObject({ fulfilmentId: id('fulfilment'), photoId: id('photo') }),
  output: z.object({ photos: z.array(photoView) }),
  async run(ctx, { fulfilmentId, photoId }) {
    await photoIn(ctx, fulfilmentId, photoId)
    await ctx.sql('delete from packing_photos where tenant_id = $1 and id = $2', [photoId])
    ctx.touch('fulfilment', fulfilmentId)
    return { photos: await photosOf(ctx, fulfilmentId) }
  },
})
