import { newId } from '@/lib/kernel/ids'
import { share } from '@/lib/kernel/money'
import { type FieldError, invalid } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import type { ResolvedSku } from '@/lib/modules/catalog/resolve-skus'
import { nameBatches } from '@/lib/modules/inventory/internal/name-batches'
import {
  binsByCode,
  hintOf,
  type NamedBin,
  openWarehouse,
  pathsOf,
  worthOf,
} from '@/lib/modules/inventory/internal/read-lines'
import { numbersLeft } from '@/lib/modules/inventory/numbers-left'
import type { Returned } from '@/lib/modules/inventory/return-stock'
import type { CostBasis, GoodsCondition, ReturnedLine } from '@/lib/modules/inventory/schema'
import { type SoldUse, takeUses } from '@/lib/modules/inventory/sold-uses'
import type { Context } from '@/lib/platform/door/context'

export type ReturnDraft = {
  warehouseId: string
  warehouseCode: string
  lines: (Returned & { condition: GoodsCondition; basis: CostBasis })[]
}
type Line = ReturnedLine & {
  sku: ResolvedSku
  /** What left with the order line and is not back yet, shared by the lines of one SKU; none: it left without us. */
  uses: SoldUse[]
}

/**
 * Reads what has come back, line by line: into which bin, of which batch, by which numbers, and what it is worth. What left with a shipment
 * of ours comes back as it left; of anything else somebody says what it is worth, or the last receipt does, or the SKU's hint.
 */
export async function draftReturn(ctx: Context, warehouseCode: string, lines: readonly Line[]): Promise<ReturnDraft> {
  const warehouse = await openWarehouse(ctx, warehouseCode)
  const errors: FieldError[] = []
  const named = await binsByCode(
    ctx,
    warehouse.id,
    lines.map((l) => l.binCode),
  )
  const usual = await usualBins(ctx, warehouse.id)
  const bins = lines.map((line, i) => binFor(line, i, named, usual, errors))
  const strange = lines.map((line) => (line.uses.length > 0 ? { quantity: line.quantity } : line))
  const batches = await nameBatches(
    ctx,
    strange,
    lines.map((l) => (l.uses.length > 0 ? undefined : l.sku)),
    errors,
    () => 'in',
  )
  const numbers = await numbersLeft(
    ctx,
    lines.flatMap((l) => l.uses.map((use) => use.shipmentId)),
  )
  const drafted: ReturnDraft['lines'] = []
  for (const [i, line] of lines.entries()) {
    const own = line.uses.length > 0
    const units = own ? unitsOf(line, i, errors) : []
    if (own) refuseNumbers(line, units, numbers, i, errors)
    const worth = own ? { basis: 'shipment' as const } : await worthWithout(ctx, line, i, errors)
    const batchId = own ? units[0]?.batchId : batches[i]?.id
    drafted.push({
      id: newId(),
      skuId: line.sku.id,
      warehouseId: warehouse.id,
      binId: bins[i]?.id ?? '',
      quantity: line.quantity,
      uses: units,
      ...worth,
      ...(line.sku.batchTracked && batchId != null && { batchId }),
      ...(line.serials && { serials: line.serials }),
      condition: line.condition,
      scrap: line.condition === 'scrap',
      note: line.reason,
      paths: { ...pathsOf(i), bin: `lines.${i}.binCode` },
    })
  }
  if (errors.length > 0) invalid(errors)
  return { warehouseId: warehouse.id, warehouseCode: warehouse.code, lines: drafted }
}

type Usual = { good: NamedBin | undefined; bad: NamedBin | undefined }

/** Where goods go that nobody names a bin for: the receiving bin or the first on the route, of each kind. */
async function usualBins(ctx: Context, warehouseId: string): Promise<Usual> {
  const rows = await ctx.sql<NamedBin>(
    `select distinct on (defective) id, code, defective from (
       select b.id, b.code, b.is_default, b.route, coalesce(z.kind = 'defective', false) as defective
         from bins b left join zones z on z.tenant_id = $1 and z.id = b.zone_id
        where b.tenant_id = $1 and b.warehouse_id = $2 and b.status = 'active' and not b.is_staging) n
      order by defective, not is_default, route, code`,
    [warehouseId],
    'bins-usual',
  )
  return { good: rows.find((bin) => !bin.defective), bad: rows.find((bin) => bin.defective) }
}

function binFor(
  { binCode, condition }: Line,
  i: number,
  named: ReadonlyMap<string, NamedBin>,
  { good, bad }: Usual,
  errors: FieldError[],
): NamedBin | undefined {
  const path = `lines.${i}.binCode`
  if (binCode === undefined) {
    // What is written off passes through wherever it can.
    const bin = condition === 'sellable' ? good : condition === 'defective' ? bad : (bad ?? good)
    if (!bin) errors.push({ path, code: condition === 'sellable' ? 'no_sellable_bin' : 'no_defective_bin' })
    return bin
  }
  const bin = named.get(binCode)
  if (!bin) errors.push({ path, code: 'unknown' })
  else if (condition !== 'scrap' && bin.defective !== (condition === 'defective'))
    errors.push({ path, code: 'wrong_bin_kind' })
  return bin
}

/** The units that come back with one line, of one batch where the SKU asks for batches. */
function unitsOf({ sku, uses, quantity, batchNo, unitCost }: Line, i: number, errors: FieldError[]): SoldUse[] {
  if (unitCost !== undefined) errors.push({ path: `lines.${i}.unitCost`, code: 'known_cost' })
  if (!sku.batchTracked && batchNo) errors.push({ path: `lines.${i}.batchNo`, code: 'no_batches' })
  let mine = uses
  if (sku.batchTracked) {
    const key = batchNo === undefined ? undefined : codeKey(batchNo)
    const left = new Set(uses.filter((use) => use.left > 0).map((use) => use.batchKey ?? ''))
    if (key === undefined && left.size > 1) errors.push({ path: `lines.${i}.batchNo`, code: 'batch_required' })
    if (key !== undefined && !left.has(key)) {
      errors.push({ path: `lines.${i}.batchNo`, code: 'batch_not_sold' })
      return []
    }
    if (key !== undefined) mine = uses.filter((use) => (use.batchKey ?? '') === key)
  }
  const units = takeUses(mine, quantity)
  if (units.reduce((n, use) => n + use.left, 0) < quantity)
    errors.push({ path: `lines.${i}.quantity`, code: 'more_than_shipped' })
  return units
}

/** The numbers that left are the numbers that come back. */
function refuseNumbers(
  { sku, serials = [], quantity }: Line,
  units: readonly SoldUse[],
  left: ReadonlyMap<string, ReadonlySet<string>>,
  i: number,
  errors: FieldError[],
): void {
  const path = `lines.${i}.serials`
  if (sku.serialMode === 'none') {
    if (serials.length > 0) errors.push({ path, code: 'no_serials' })
    return
  }
  const known = new Set(units.flatMap((use) => [...(left.get(use.shipmentId) ?? [])]))
  if (known.size === 0) return
  if (serials.length !== quantity) errors.push({ path, code: 'serials_required' })
  for (const [n, one] of serials.entries())
    if (!known.has(codeKey(one))) errors.push({ path: `${path}.${n}`, code: 'serial_not_sold' })
}

/** What units are worth that left without a shipment of ours, and who says so. */
async function worthWithout(
  ctx: Context,
  line: Line,
  i: number,
  errors: FieldError[],
): Promise<{ value: bigint; basis: CostBasis }> {
  const given = worthOf(ctx, line, `lines.${i}.unitCost`, errors)
  if (given !== undefined) return { value: given, basis: 'given' }
  const [last] = await ctx.sql<{ quantity: number; value: bigint }>(
    `select quantity, value_minor as value from stock_movements
      where tenant_id = $1 and sku_id = $2 and quantity > 0 and reason in ('receipt', 'adjustment', 'assembly')
      order by at desc, id desc limit 1`,
    [line.sku.id],
    'last-receipt',
  )
  if (last) {
    const [value = 0n] = share(last.value * BigInt(line.quantity), [1n, BigInt(last.quantity - 1)])
    return { value, basis: 'last_receipt' }
  }
  const hint = hintOf(ctx, line.sku)
  return hint === null ? { value: 0n, basis: 'unknown' } : { value: hint * BigInt(line.quantity), basis: 'hint' }
}
