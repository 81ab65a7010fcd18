import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { photosOf } from '@/lib/modules/warehouse/internal/photos'
import { photoView } from '@/lib/modules/warehouse/schema'
import { query } from '@/lib/platform/door/use-case'

export const listPhotos = query({
  name: 'parcel.photos',
  summary: 'Photos of a parcel: who took them, at which station and when',
  http: { method: 'GET', path: '/fulfilments/{fulfilmentId}/photos' },
  input: z.strictObject({ fulfilmentId: id('fulfilment') }),
  output: z.object({ photos: z.array(photoView) }),
  run: async (ctx, { fulfilmentId }) => ({ photos: await photosOf(ctx, fulfilmentId) }),
})
