import { amountOf } from '@/lib/kernel/money'
import { type FieldError, invalid, isRefusal } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { isKept, type ResolvedSku, skusByCode } from '@/lib/modules/catalog/resolve-skus'
import { type ResolvedWarehouse, warehouseByCode } from '@/lib/modules/settings/resolve-warehouses'
import type { Context } from '@/lib/platform/door/context'

/** The open warehouse of a code, held until the end: closing it waits for us, or we see that it is closed. */
export async function openWarehouse(ctx: Context, code: string, path = 'warehouseCode'): Promise<ResolvedWarehouse> {
  const warehouse = await warehouseByCode(ctx, code)
  if (!warehouse) invalid([{ path, code: 'unknown' }])
  const [held] = await ctx.sql<{ status: string }>(
    'select status from warehouses where tenant_id = $1 and id = $2 for share',
    [warehouse.id],
  )
  if (held?.status !== 'active') invalid([{ path, code: 'closed' }])
  return warehouse
}

/** The SKU of each line; a code that is unknown or a bundle's, which lies nowhere, is told at its line. */
export async function skusOf(
  ctx: Context,
  lines: readonly { skuCode: string }[],
  errors: FieldError[],
): Promise<(ResolvedSku | undefined)[]> {
  const skus = await skusByCode(
    ctx,
    lines.map((l) => codeKey(l.skuCode)),
  )
  return lines.map(({ skuCode }, i) => {
    const sku = skus.get(codeKey(skuCode))
    if (!sku || !isKept(sku)) errors.push({ path: `lines.${i}.skuCode`, code: sku ? 'bundle' : 'unknown' })
    return sku
  })
}

/** Where a line of the input speaks of what a movement may be refused for. */
export const pathsOf = (i: number) => ({
  quantity: `lines.${i}.quantity`,
  bin: `lines.${i}.binCode`,
  batch: `lines.${i}.batchNo`,
  serials: `lines.${i}.serials`,
})

export type NamedBin = { id: string; code: string; defective: boolean }

/** The bins of one warehouse behind codes that people typed or scanned. */
export async function binsByCode(
  ctx: Context,
  warehouseId: string,
  codes: readonly (string | undefined)[],
): Promise<Map<string, NamedBin>> {
  const wanted = [...new Set(codes.flatMap((code) => code ?? []))]
  if (wanted.length === 0) return new Map()
  const rows = await ctx.sql<NamedBin>(
    `select b.id, b.code, coalesce(z.kind = 'defective', false) as defective
       from bins b left join zones z on z.tenant_id = $1 and z.id = b.zone_id
      where b.tenant_id = $1 and b.warehouse_id = $2 and b.code = any($3)`,
    [warehouseId, wanted],
    'bins-by-code',
  )
  return new Map(rows.map((bin) => [bin.code, bin]))
}

/** The value of what comes in; a cost times a quantity too large to book is told at the cost. */
export function worthOf(
  ctx: Context,
  { unitCost, quantity }: { unitCost?: string | undefined; quantity: number },
  path: string,
  errors: FieldError[],
): bigint | undefined {
  if (unitCost === undefined) return undefined
  try {
    return amountOf(unitCost, quantity, ctx.tenant.currency)
  } catch (e) {
    if (!isRefusal(e)) throw e
    errors.push({ path, code: 'out_of_range' })
    return undefined
  }
}

/** What a unit of this SKU costs when nothing better is known. */
export function hintOf(ctx: Context, sku: ResolvedSku): bigint | null {
  return sku.currency === ctx.tenant.currency ? sku.costHintMinor : null
}
