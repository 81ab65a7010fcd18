import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { photoIn, photoPlace } from '@/lib/modules/warehouse/internal/photos'
import { query } from '@/lib/platform/door/use-case'
import { pictureAnswer } from '@/lib/platform/files/picture-answer'

export const getPhoto = query({
  name: 'parcel.photo',
  summary: 'A photo of a parcel, whole or small',
  http: { method: 'GET', path: '/fulfilments/{fulfilmentId}/photos/{photoId}' },
  input: z.strictObject({
    fulfilmentId: id('fulfilment'),
    photoId: id('photo'),
    size: z.enum(['full', 'thumb']).default('full'),
  }),
  async run(ctx, { fulfilmentId, photoId, size }) {
    await photoIn(ctx, fulfilmentId, photoId)
    return pictureAnswer(photoId, photoPlace(ctx.tenantId, photoId, size), await ctx.crypt())
  },
})
