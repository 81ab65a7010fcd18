import { z } from 'zod'
import { imagePlace } from '@/lib/modules/catalog/internal/keep-image'
import { command } from '@/lib/platform/door/use-case'
import { dropFile } from '@/lib/platform/files/store'

export const dropImages = command({
  name: 'product.drop-images',
  summary: 'Delete the files of pictures that were removed',
  audited: false,
  input: z.strictObject({ imageIds: z.array(z.uuid()).max(1000) }),
  async run(ctx, { imageIds }) {
    const rows = await ctx.sql<{ id: string }>(
      'select id from product_images where tenant_id = $1 and id = any($2::uuid[])',
      [imageIds],
    )
    const kept = new Set(rows.map(({ id }) => id))
    for (const id of imageIds.filter((one) => !kept.has(one))) {
      await dropFile(imagePlace(ctx.tenantId, id))
      await dropFile(imagePlace(ctx.tenantId, id, 'thumb'))
    }
    return { dropped: imageIds.length - kept.size }
  },
})
