import type { FieldError } from '@/lib/kernel/refusal'
import { addDays } from '@/lib/kernel/time'
import { codeKey } from '@/lib/modules/catalog/code-key'
import type { ResolvedSku } from '@/lib/modules/catalog/resolve-skus'
import type { Context } from '@/lib/platform/door/context'

type Days = { producedOn: string | null; expiresOn: string | null }
type Lot = { batchNo?: string | undefined; producedOn?: string | undefined; expiresOn?: string | undefined }
/** By SKU and number what is known of batches, and what lies of them by SKU, warehouse and number. */
type Lots = { days: Map<string, Days>; units: Map<string, number> }

export async function lotsOf(ctx: Context, skuIds: readonly string[]): Promise<Lots> {
  const lots: Lots = { days: new Map(), units: new Map() }
  if (skuIds.length === 0) return lots
  const rows = await ctx.sql<Days & { sku: string; code_key: string; warehouse: string | null; units: number }>(
    `select k.sku_id as sku, k.code_key, k.made_on as "producedOn", k.expires_on as "expiresOn", n.warehouse_id as warehouse,
            coalesce(sum(x.quantity), 0)::int as units
       from stock_batches k
       left join batch_balances x on x.tenant_id = $1 and x.batch_id = k.id and x.quantity > 0
       left join bins n on n.tenant_id = $1 and n.id = x.bin_id
      where k.tenant_id = $1 and k.sku_id = any($2::uuid[]) and k.code_key <> ''
      group by k.id, k.sku_id, k.code_key, k.made_on, k.expires_on, n.warehouse_id`,
    [skuIds],
  )
  for (const { sku, code_key, warehouse, units, producedOn, expiresOn } of rows) {
    lots.days.set(`${sku} ${code_key}`, { producedOn, expiresOn })
    if (warehouse) lots.units.set(`${sku} ${warehouse} ${code_key}`, units)
  }
  return lots
}

/** A row of a SKU in batches names its batch, and gives it no other days than it has; a new batch is known from then on. */
export function wrongLot({ batchNo, producedOn, expiresOn }: Lot, sku: ResolvedSku, { days }: Lots): FieldError[] {
  if (!sku.batchTracked) return batchNo || producedOn || expiresOn ? [{ path: 'batchNo', code: 'no_batches' }] : []
  if (batchNo === undefined) return [{ path: 'batchNo', code: 'batch_required' }]
  const key = `${sku.id} ${codeKey(batchNo)}`
  const known = days.get(key)
  if (known) {
    const errors: FieldError[] = []
    if (producedOn && producedOn !== known.producedOn) errors.push({ path: 'producedOn', code: 'other_day' })
    if (expiresOn && expiresOn !== known.expiresOn) errors.push({ path: 'expiresOn', code: 'other_day' })
    return errors
  }
  const counted = producedOn && sku.shelfLifeDays !== null ? addDays(producedOn, sku.shelfLifeDays) : null
  const expiry = expiresOn ?? counted
  if (expiry === null && sku.shelfLifeDays !== null) return [{ path: 'expiresOn', code: 'expiry_required' }]
  if (producedOn && expiry && producedOn > expiry) return [{ path: 'expiresOn', code: 'before_production' }]
  days.set(key, { producedOn: producedOn ?? null, expiresOn: expiry })
  return []
}
