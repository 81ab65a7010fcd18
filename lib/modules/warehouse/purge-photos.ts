import { z } from 'zod'
import { command } from '@/lib/platform/door/use-case'
import { dropFile, oldFiles } from '@/lib/platform/files/store'

const day = 86_400_000
/** As long as somebody may complain about a parcel: a label on a photo may show an address. */
const keptDays = 180
const mostATurn = 500

/** Photos of parcels go after half a year; files of photos that were removed, or never kept, within the hour after their first. */
export const purgePhotos = command({
  name: 'parcel.purge-photos',
  summary: 'Forget old photos of parcels',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const gone = await ctx.sql(
      `delete from packing_photos where tenant_id = $1 and id in (
         select id from packing_photos where tenant_id = $1 and taken_at < $2 order by taken_at limit ${mostATurn}) returning id`,
      [new Date(ctx.now.getTime() - keptDays * day)],
    )
    const files = await oldFiles(ctx.tenantId, 'photos', new Date(ctx.now.getTime() - 3_600_000))
    const rows = await ctx.sql<{ id: string }>(
      'select id from packing_photos where tenant_id = $1 and id::text = any($2)',
      [files.map((name) => name.replace(/-thumb$/, ''))],
    )
    const kept = new Set(rows.map(({ id }) => id))
    for (const id of files)
      if (!kept.has(id.replace(/-thumb$/, ''))) await dropFile({ tenantId: ctx.tenantId, purpose: 'photos', id })
    return { more: gone.length === mostATurn }
  },
})
