import { invalid } from '@/lib/kernel/refusal'
import { binRow, binView } from '@/lib/modules/inventory/internal/bin-rows'
import { zoneFor } from '@/lib/modules/inventory/internal/zone-rows'
import type { BinView } from '@/lib/modules/inventory/schema'
import type { Context } from '@/lib/platform/door/context'
import { expectVersion } from '@/lib/platform/version'

type Wanted = { binId: string; version?: number | undefined }

/** Closing twice is no conflict. A bin that holds goods stays open, and so does the one that goods come in through. */
export async function setBinStatus(ctx: Context, wanted: Wanted, status: BinView['status']): Promise<BinView> {
  const row = await binRow(ctx, wanted.binId, 'change')
  ctx.touch('bin', row.id)
  if (row.status === status) return binView(row)
  expectVersion(row, wanted.version)
  if (status === 'closed') {
    if (row.is_default) invalid([{ path: 'id', code: 'receiving_bin' }])
    if (row.is_staging) invalid([{ path: 'id', code: 'packing_place' }])
    if (row.held > 0) invalid([{ path: 'id', code: 'holds_goods' }])
  } else await zoneFor(ctx, row.warehouse_id, row.zone_id)
  await ctx.sql('update bins set status = $3, version = version + 1 where tenant_id = $1 and id = $2', [row.id, status])
  return binView({ ...row, status, version: row.version + 1 })
}
