import { refuse } from '@/lib/kernel/refusal'
import { getFulfilment } from '@/lib/modules/orders/get-fulfilment'
import type { PhotoView } from '@/lib/modules/warehouse/schema'
import type { Context } from '@/lib/platform/door/context'
import type { Place } from '@/lib/platform/files/store'

export const photoPlace = (tenantId: string, photoId: string, size: 'full' | 'thumb' = 'full'): Place => ({
  ...{ tenantId, purpose: 'photos' },
  id: size === 'full' ? photoId : `${photoId}-thumb`,
})

/** Photos of a parcel that the actor may see, in the sequence they were taken. */
export async function photosOf(ctx: Context, fulfilmentId: string): Promise<PhotoView[]> {
  await getFulfilment.within(ctx, {
    fulfilmentId: fulfilmentId as Parameters<typeof getFulfilment.within>[1]['fulfilmentId'],
  })
  const rows = await ctx.sql<Omit<PhotoView, 'takenAt'> & { taken_at: Date }>(
    `select id, width, height, taken_by as "takenBy", station, taken_at from packing_photos
      where tenant_id = $1 and fulfilment_id = $2 order by taken_at, id`,
    [fulfilmentId],
    'photos-of',
  )
  return rows.map(({ taken_at, ...row }) => ({ ...row, takenAt: taken_at.toISOString() }))
}

/** Refuses a photo that is none of a parcel the actor may see. */
export async function photoIn(ctx: Context, fulfilmentId: string, photoId: string): Promise<void> {
  const photos = await photosOf(ctx, fulfilmentId)
  if (!photos.some(({ id }) => id === photoId)) refuse('not_found')
}
