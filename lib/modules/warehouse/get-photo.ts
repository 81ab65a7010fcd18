import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { photoIn, photoPlace } from '@/lib/modules/warehouse/internal/photos'
import { query } from '@/lib/platform/door/use-case'
import { FileAnswer } from '@/lib/platform/files/answer'
import { openFile } from '@/lib/platform/files/store'

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
    const file = await openFile(photoPlace(ctx.tenantId, photoId, size), await ctx.crypt())
    if (!file) return refuse('not_found')
    return new FileAnswer({
      name: `${photoId}.webp`,
      type: 'image/webp',
      inline: true,
      async *body() {
        try {
          yield* file.bytes()
        } finally {
          await file.close()
        }
      },
    })
  },
})
