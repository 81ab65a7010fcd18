import { z } from 'zod'
import { readTable } from '@/lib/adapters/files/table'
import { amountField, nameField, textField } from '@/lib/kernel/fields'
import { groupBy } from '@/lib/kernel/group'
import type { FieldError } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { isKept, skusByCode } from '@/lib/modules/catalog/resolve-skus'
import type { Kind, Outcome, Task } from '@/lib/modules/exchange/internal/kinds/kind'
import { lotsOf, wrongLot } from '@/lib/modules/exchange/internal/kinds/stock-lots'
import { amount, recordOf, whole } from '@/lib/modules/exchange/internal/kinds/table-record'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { warehouseByCode } from '@/lib/modules/settings/resolve-warehouses'
import type { Context } from '@/lib/platform/door/context'

const required = ['skuCode', 'quantity'] as const
const optional = ['warehouseCode', 'unitCost', 'batchNo', 'producedOn', 'expiresOn'] as const

export const stockColumns = {
  all: ['skuCode', 'warehouseCode', 'quantity', 'unitCost', 'batchNo', 'producedOn', 'expiresOn'],
  required,
}

const shape = z.strictObject({
  skuCode: nameField(64),
  warehouseCode: textField(100),
  /** What is there, not what comes in: the same file again changes nothing. */
  quantity: z.int().min(0).max(1_000_000),
  unitCost: amountField.regex(/^\d{1,13}(\.\d{1,6})?$/).optional(),
  /** Of SKUs in batches: how much lies of this batch. */
  batchNo: nameField(60).optional(),
  producedOn: z.iso.date().optional(),
  expiresOn: z.iso.date().optional(),
})
type Body = z.output<typeof shape>

/** Opening stock with its cost: how many units lie where, of SKUs in batches batch by batch. What differs from the books is adjusted. */
export const stockKind: Kind<Body> = {
  async *read(input, task) {
    const rows = readTable<(typeof required)[number] | (typeof optional)[number]>(input, {
      required,
      optional,
      strict: true,
    })
    const seen = new Set<string>()
    for await (const row of rows) {
      const record = recordOf(input, row, shape, ({ skuCode, warehouseCode, quantity, unitCost, ...lot }) => ({
        skuCode,
        warehouseCode: warehouseCode || task.warehouseCode || '',
        quantity: whole(quantity),
        ...(unitCost && { unitCost: amount(unitCost) }),
        ...(lot.batchNo && { batchNo: lot.batchNo }),
        ...(lot.producedOn && { producedOn: lot.producedOn }),
        ...(lot.expiresOn && { expiresOn: lot.expiresOn }),
      }))
      // Over the whole file: what is there is said once, or the second row would silently win.
      const key = record.errors.length === 0 ? placeOf(record.body) : undefined
      const again = key !== undefined && seen.has(key)
      if (key !== undefined) seen.add(key)
      yield again ? { ...record, errors: [{ ...record.place('skuCode'), code: 'duplicate' }] } : record
    }
  },
  weight: () => 1,
  async judge(ctx, task, bodies) {
    return (await plan(ctx, task, bodies)).map(({ errors }) => errors)
  },
  async take(ctx, task, bodies) {
    const plans = await plan(ctx, task, bodies)
    const outcomes = plans.map(
      ({ errors }): Outcome => (errors.length > 0 ? { outcome: 'rejected', errors } : { outcome: 'unchanged' }),
    )
    const due = plans.flatMap((p, i) => (p.errors.length === 0 && p.delta !== 0 ? [{ ...p, i }] : []))
    for (const [warehouseCode, mine] of groupBy(due, (p) => p.warehouseCode)) {
      const lines = mine.map(({ skuCode, delta, unitCost, batchNo, producedOn, expiresOn }) => ({
        skuCode,
        quantity: delta,
        ...(delta > 0 && unitCost !== undefined && { unitCost }),
        ...(batchNo !== undefined && { batchNo }),
        ...(delta > 0 && producedOn !== undefined && { producedOn }),
        ...(delta > 0 && expiresOn !== undefined && { expiresOn }),
      }))
      const { id } = await adjustStock.within(ctx, { warehouseCode, reason: 'import', lines })
      for (const { i, known } of mine)
        outcomes[i] = { outcome: known ? 'updated' : 'created', effects: [{ type: 'adjustment', id }] }
    }
    return outcomes
  },
}

function placeOf({ skuCode, warehouseCode, batchNo }: Body): string {
  return JSON.stringify([codeKey(skuCode), codeKey(warehouseCode), batchNo === undefined ? '' : codeKey(batchNo)])
}

type Plan = Body & { delta: number; known: boolean; errors: FieldError[] }

async function plan(ctx: Context, task: Task, bodies: readonly Body[]): Promise<Plan[]> {
  const skus = await skusByCode(
    ctx,
    bodies.map(({ skuCode }) => codeKey(skuCode)),
  )
  const warehouses = new Map<string, Awaited<ReturnType<typeof warehouseByCode>>>()
  for (const code of new Set(bodies.map((body) => body.warehouseCode)))
    warehouses.set(code, code ? await warehouseByCode(ctx, code) : undefined)
  const rows = await ctx.sql<{ sku_id: string; warehouse_id: string; on_hand: number }>(
    'select sku_id, warehouse_id, on_hand from stock_balances where tenant_id = $1 and sku_id = any($2::uuid[]) order by sku_id, warehouse_id for no key update',
    [[...skus.values()].map(({ id }) => id)],
  )
  const onHand = new Map(rows.map((row) => [`${row.sku_id} ${row.warehouse_id}`, row.on_hand]))
  const lots = await lotsOf(
    ctx,
    [...skus.values()].filter((sku) => sku.batchTracked).map(({ id }) => id),
  )
  return bodies.map((body) => {
    const errors: FieldError[] = []
    const sku = skus.get(codeKey(body.skuCode))
    const warehouse = warehouses.get(body.warehouseCode)
    if (!sku) errors.push({ path: 'skuCode', code: 'unknown' })
    if (sku && !isKept(sku)) errors.push({ path: 'skuCode', code: 'bundle' })
    if (!body.warehouseCode) errors.push({ path: 'warehouseCode', code: 'required' })
    else if (!warehouse) errors.push({ path: 'warehouseCode', code: 'unknown' })
    else if (warehouse.status !== 'active') errors.push({ path: 'warehouseCode', code: 'closed' })
    else if (task.warehouseCode && warehouse.code !== task.warehouseCode)
      errors.push({ path: 'warehouseCode', code: 'other_warehouse' })
    const batch = sku?.batchTracked && body.batchNo !== undefined ? ` ${codeKey(body.batchNo)}` : ''
    const key = `${sku?.id} ${warehouse?.id}${batch}`
    if (sku) errors.push(...wrongLot(body, sku, lots))
    const there = batch ? lots.units.get(key) : onHand.get(key)
    if (sku?.serialMode === 'receipt' && body.quantity !== (there ?? 0))
      errors.push({ path: 'quantity', code: 'serials_required' })
    return { ...body, delta: body.quantity - (there ?? 0), known: there !== undefined, errors }
  })
}
