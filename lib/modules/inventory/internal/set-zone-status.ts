import { invalid } from '@/lib/kernel/refusal'
import { zoneRow, zoneView } from '@/lib/modules/inventory/internal/zone-rows'
import type { ZoneView } from '@/lib/modules/inventory/schema'
import type { Context } from '@/lib/platform/door/context'
import { expectVersion } from '@/lib/platform/version'

type Wanted = { zoneId: string; version?: number | undefined }

/** Closing twice is no conflict. A zone with open bins stays open. */
export async function setZoneStatus(ctx: Context, wanted: Wanted, status: ZoneView['status']): Promise<ZoneView> {
  const row = await zoneRow(ctx, wanted.zoneId, 'change')
  ctx.touch('zone', row.id)
  if (row.status === status) return zoneView(row)
  expectVersion(row, wanted.version)
  const used = ctx.db
    .selectFrom('bins')
    .select('id')
    .where('warehouse_id', '=', row.warehouse_id)
    .where('zone_id', '=', row.id)
    .where('status', '=', 'active')
    .limit(1)
  if (status === 'closed' && (await used.executeTakeFirst())) invalid([{ path: 'id', code: 'has_bins' }])
  const changed = await ctx.db
    .updateTable('zones')
    .set({ status, version: row.version + 1 })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return zoneView(changed)
}
