import { type Id, newId } from '@/lib/kernel/ids'
import { type FieldError, invalid } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { skusByCode } from '@/lib/modules/catalog/resolve-skus'
import { getStocktake } from '@/lib/modules/inventory/get-stocktake'
import { openWarehouse } from '@/lib/modules/inventory/internal/read-lines'
import { stocktakeAad } from '@/lib/modules/inventory/internal/stocktake-rows'
import { type StocktakeInput, stocktakeInput, stocktakeView } from '@/lib/modules/inventory/stocktake-schema'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'
import { takeNumbers } from '@/lib/platform/numbers'
import { sealWords } from '@/lib/platform/words'

type Scope = { zoneId: string | null; categoryId: string | null; abcClass: string | null; skuIds: string[] }

/** Says what is to be counted, and how; the books are looked at when it starts. */
export const createStocktake = command({
  name: 'stocktake.create',
  summary: 'Draft a stocktake of a warehouse, a zone, a category, an ABC class or some SKUs',
  http: { method: 'POST', path: '/stock/stocktakes', status: 201 },
  input: stocktakeInput,
  example: { warehouseCode: 'HZ', kind: 'zone', zoneCode: 'A', blind: true },
  output: stocktakeView,
  async run(ctx, input) {
    const { warehouseCode, kind, blind, toleranceUnits, tolerancePercent, note } = input
    const warehouse = await openWarehouse(ctx, warehouseCode)
    const { zoneId, categoryId, abcClass, skuIds } = await scopeOf(ctx, warehouse.id, input)
    const id = newId() as Id<'stocktake'>
    const [number = ''] = await takeNumbers(ctx, 'ST', 1)
    const words = sealWords(await ctx.crypt(), stocktakeAad(id), note)
    await ctx.sql(
      `insert into stocktakes (tenant_id, id, number, warehouse_id, kind, zone_id, category_id, abc_class, sku_ids, blind,
                               tolerance_units, tolerance_percent, words, created_by, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9::uuid[], $10, $11, $12, $13, $14, $15)`,
      [
        ...[id, number, warehouse.id, kind, zoneId, categoryId, abcClass, skuIds, blind],
        ...[toleranceUnits, tolerancePercent, words, ctx.actor.name, ctx.now],
      ],
    )
    ctx.touch('stocktake', id)
    ctx.tell({ kind })
    return getStocktake.within(ctx, { stocktakeId: id })
  },
})

const fieldOf = { zone: 'zoneCode', category: 'categoryId', abc: 'abcClass', skus: 'skuCodes' } as const

async function scopeOf(ctx: Context, warehouseId: string, input: StocktakeInput): Promise<Scope> {
  const wanted = input.kind === 'warehouse' ? undefined : fieldOf[input.kind]
  const errors: FieldError[] = Object.values(fieldOf).flatMap((field) => {
    const given = input[field] !== undefined
    if (given === (field === wanted)) return []
    return [{ path: field, code: given ? 'not_allowed' : 'required' }]
  })
  if (errors.length > 0) invalid(errors)
  const { zoneCode, categoryId, abcClass, skuCodes } = input
  return {
    zoneId: zoneCode === undefined ? null : await zoneOf(ctx, warehouseId, zoneCode),
    categoryId: categoryId === undefined ? null : await categoryOf(ctx, categoryId),
    abcClass: abcClass ?? null,
    skuIds: skuCodes === undefined ? [] : await skusOf(ctx, skuCodes),
  }
}

async function zoneOf(ctx: Context, warehouseId: string, code: string): Promise<string> {
  const [zone] = await ctx.sql<{ id: string }>(
    'select id from zones where tenant_id = $1 and warehouse_id = $2 and code = $3',
    [warehouseId, code.normalize('NFKC').toUpperCase()],
  )
  return zone?.id ?? invalid([{ path: 'zoneCode', code: 'unknown' }])
}

async function categoryOf(ctx: Context, categoryId: string): Promise<string> {
  const [category] = await ctx.sql<{ id: string }>('select id from categories where tenant_id = $1 and id = $2', [
    categoryId,
  ])
  return category?.id ?? invalid([{ path: 'categoryId', code: 'unknown' }])
}

async function skusOf(ctx: Context, codes: readonly string[]): Promise<string[]> {
  const skus = await skusByCode(ctx, codes.map(codeKey))
  const errors = codes.flatMap((code, i) =>
    skus.has(codeKey(code)) ? [] : [{ path: `skuCodes.${i}`, code: 'unknown' }],
  )
  if (errors.length > 0) invalid(errors.slice(0, 100))
  return [...new Set([...skus.values()].map((sku) => sku.id))]
}
