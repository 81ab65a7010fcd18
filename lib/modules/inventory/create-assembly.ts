import { newId } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { isKept, skusByCode } from '@/lib/modules/catalog/resolve-skus'
import { assemblyInput, assemblyView } from '@/lib/modules/inventory/assembly-schema'
import { assemblyAad, assemblyRow, assemblyViewOf } from '@/lib/modules/inventory/internal/assembly-rows'
import { binsByCode, openWarehouse } from '@/lib/modules/inventory/internal/read-lines'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'
import { takeNumbers } from '@/lib/platform/numbers'
import { sealWords } from '@/lib/platform/words'

/** The recipe is kept with the draft: what the bundle is made of later changes nothing here. */
export const createAssembly = command({
  name: 'assembly.create',
  summary: 'Draft an assembly order: components become bundles, or bundles components again',
  http: { method: 'POST', path: '/stock/assemblies', status: 201 },
  input: assemblyInput,
  example: { kind: 'assemble', warehouseCode: 'HZ', skuCode: 'GIFT-BOX', quantity: 20 },
  output: assemblyView,
  async run(ctx, { kind, warehouseCode, skuCode, quantity, binCode, note }) {
    const warehouse = await openWarehouse(ctx, warehouseCode)
    const sku = (await skusByCode(ctx, [codeKey(skuCode)])).get(codeKey(skuCode))
    if (!sku) return invalid([{ path: 'skuCode', code: 'unknown' }])
    if (!sku.bundle) return invalid([{ path: 'skuCode', code: 'no_bundle' }])
    if (!isKept(sku)) return invalid([{ path: 'skuCode', code: 'bundle' }])
    const bin = binCode === undefined ? undefined : (await binsByCode(ctx, warehouse.id, [binCode])).get(binCode)
    if (binCode !== undefined && !bin) invalid([{ path: 'binCode', code: 'unknown' }])
    // Goods that nobody may promise are neither made nor taken apart.
    if (bin?.defective) invalid([{ path: 'binCode', code: 'defective_bin' }])
    const id = newId()
    const [number = ''] = await takeNumbers(ctx, 'AS', 1)
    const words = sealWords(await ctx.crypt(), assemblyAad(id), note)
    const { actor } = ctx
    await ctx.sql(
      `insert into assembly_orders (tenant_id, id, number, kind, warehouse_id, sku_id, bin_id, quantity, words, actor_kind, actor_id, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [id, number, kind, warehouse.id, sku.id, bin?.id ?? null, quantity, words, actor.kind, actor.id, ctx.now],
    )
    await keepRecipe(ctx, id, sku.id)
    ctx.touch('assembly', id)
    ctx.tell({ skuCode: sku.code, quantity })
    return assemblyViewOf(ctx, await assemblyRow(ctx, id))
  },
})

async function keepRecipe(ctx: Context, assemblyId: string, skuId: string): Promise<void> {
  const parts = await ctx.sql<{ component_id: string; position: number; quantity: number }>(
    'select component_id, position, quantity from sku_components where tenant_id = $1 and sku_id = $2 order by position',
    [skuId],
  )
  await insertMany(ctx, 'assembly_lines', {
    id: ['uuid', parts.map(() => newId())],
    assembly_id: ['uuid', parts.map(() => assemblyId)],
    position: ['int', parts.map((p) => p.position)],
    sku_id: ['uuid', parts.map((p) => p.component_id)],
    each: ['int', parts.map((p) => p.quantity)],
  })
}
