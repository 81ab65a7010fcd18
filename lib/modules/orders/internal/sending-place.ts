import { invalid } from '@/lib/kernel/refusal'
import { type ResolvedWarehouse, warehouseByCode } from '@/lib/modules/settings/resolve-warehouses'
import type { Context } from '@/lib/platform/door/context'

/** The warehouse that a person wants to send from: one of ours or of a partner, in use. */
export async function sendingPlace(ctx: Context, warehouseCode: string): Promise<ResolvedWarehouse> {
  const place = await warehouseByCode(ctx, warehouseCode)
  if (!place) return invalid([{ path: 'warehouseCode', code: 'unknown' }])
  if (place.status !== 'active') invalid([{ path: 'warehouseCode', code: 'closed' }])
  if (place.kind === 'platform') invalid([{ path: 'warehouseCode', code: 'platform' }])
  return place
}
