import { z } from 'zod'
import { encodePicture } from '@/lib/adapters/images/encode-picture'
import { uploadField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { photoPlace, photosOf } from '@/lib/modules/warehouse/internal/photos'
import { stationAtWork } from '@/lib/modules/warehouse/internal/stations'
import { photoView } from '@/lib/modules/warehouse/schema'
import { command } from '@/lib/platform/door/use-case'
import { dropFile, openFile, putFile } from '@/lib/platform/files/store'

const most = 12 * 1024 * 1024
const mostPhotos = 12

/** How the parcel looked when it was packed: for whoever says that something was missing or broken. Kept as we draw it, sealed. */
export const addPhoto = command({
  name: 'parcel.add-photo',
  summary: 'Add a photo to a parcel: JPEG, PNG or WebP; at most twelve',
  http: { method: 'POST', path: '/fulfilments/{fulfilmentId}/photos', status: 201 },
  upload: { purpose: 'photos', most },
  input: z.strictObject({ fulfilmentId: id('fulfilment'), stationId: id('station').optional(), file: uploadField }),
  example: { file: { id: '0195f0a0-0000-7000-8000-000000000000', name: 'parcel.jpg', size: 1024, hash: '' } },
  output: z.object({ photos: z.array(photoView) }),
  async run(ctx, { fulfilmentId, stationId, file }) {
    const station = stationId === undefined ? undefined : await stationAtWork(ctx, stationId)
    // One after the other: two at once must not be one too many together.
    await ctx.sql('select 1 from fulfilments where tenant_id = $1 and id = $2 for no key update', [fulfilmentId])
    if ((await photosOf(ctx, fulfilmentId)).length >= mostPhotos) invalid([{ path: 'file', code: 'too_many' }])
    const crypt = await ctx.crypt()
    const sent = await openFile(photoPlace(ctx.tenantId, file.id), crypt)
    if (!sent) return invalid([{ path: 'file', code: 'required' }])
    const bytes = await sent.read(0, sent.size)
    await sent.close()
    const hash = crypt.mac(bytes)
    const { full, thumb, width, height } = await encodePicture(bytes)
    const kept = await ctx.sql(
      `insert into packing_photos (tenant_id, id, fulfilment_id, width, height, size, hash, taken_by, station, taken_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning id`,
      [file.id, fulfilmentId, width, height, full.length, hash, ctx.actor.name, station?.name ?? '', ctx.now],
    )
    if (kept.length === 0) await dropFile(photoPlace(ctx.tenantId, file.id))
    else {
      await putFile(photoPlace(ctx.tenantId, file.id), one(full), crypt, most)
      await putFile(photoPlace(ctx.tenantId, file.id, 'thumb'), one(thumb), crypt, most)
    }
    ctx.touch('fulfilment', fulfilmentId)
    return { photos: await photosOf(ctx, fulfilmentId) }
  },
})

async function* one(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}
