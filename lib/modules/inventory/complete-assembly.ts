import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { share } from '@/lib/kernel/money'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { assemblyView } from '@/lib/modules/inventory/assembly-schema'
import {
  type AssemblyLine,
  type AssemblyRow,
  assemblyLines,
  assemblyRow,
  assemblyViewOf,
  availableAt,
  lockAssembly,
  refuseAssembly,
} from '@/lib/modules/inventory/internal/assembly-rows'
import { type Balance, lockBalances, placeKey } from '@/lib/modules/inventory/internal/lock-balances'
import type { NewMovement } from '@/lib/modules/inventory/new-movement'
import { postMovements } from '@/lib/modules/inventory/post-movements'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

/**
 * The work is done: what goes in leaves its cost layers, what comes out is worth exactly that. Only what may be promised is taken, never
 * what parcels hold. Taken apart, a bundle's value goes to its components by what they cost here.
 */
export const completeAssembly = command({
  name: 'assembly.complete',
  summary: 'Complete an assembly order: components and bundles change places in stock',
  http: { method: 'POST', path: '/stock/assemblies/{assemblyId}/complete' },
  input: z.strictObject({ assemblyId: id('assembly'), version: versionField.optional() }),
  example: {},
  output: assemblyView,
  async run(ctx, { assemblyId, version }) {
    const row = await lockAssembly(ctx, assemblyId)
    expectVersion(row, version)
    refuseAssembly(row.state, 'done')
    await refuseClosed(ctx, row)
    const lines = await assemblyLines(ctx, row.id)
    const warehouseId = row.warehouse_id
    const balances = await lockBalances(
      ctx,
      [row.sku_id, ...lines.map((l) => l.sku_id)].map((skuId) => ({ skuId, warehouseId })),
    )
    await refuseShort(ctx, row, lines)
    const { value, values } =
      row.kind === 'assemble' ? await assemble(ctx, row, lines) : await takeApart(ctx, row, lines, balances)
    await ctx.sql(
      `update assembly_lines l set value_minor = u.value from unnest($2::uuid[], $3::bigint[]) as u(id, value)
        where l.tenant_id = $1 and l.id = u.id`,
      [lines.map((l) => l.id), values],
    )
    await ctx.sql(
      `update assembly_orders set state = 'done', value_minor = $3, done_at = $4, version = version + 1 where tenant_id = $1 and id = $2`,
      [row.id, value, ctx.now],
    )
    ctx.touch('assembly', row.id)
    ctx.tell({ skuCode: row.sku_code, quantity: row.quantity })
    return assemblyViewOf(ctx, await assemblyRow(ctx, row.id))
  },
})

type Worth = { value: bigint; values: bigint[] }

async function assemble(ctx: Context, row: AssemblyRow, lines: readonly AssemblyLine[]): Promise<Worth> {
  const out = await postMovements(
    ctx,
    lines.map((line, i) => ({
      ...movement(row, line.sku_id, -line.each * row.quantity),
      key: `assembly:${row.id}:${i}`,
    })),
  )
  const values = out.map((v) => -v)
  const value = sum(values)
  await postMovements(ctx, [
    { ...movement(row, row.sku_id, row.quantity), ...binOf(row), value, key: `assembly:${row.id}` },
  ])
  return { value, values }
}

async function takeApart(
  ctx: Context,
  row: AssemblyRow,
  lines: readonly AssemblyLine[],
  balances: ReadonlyMap<string, Balance>,
): Promise<Worth> {
  const [out = 0n] = await postMovements(ctx, [
    { ...movement(row, row.sku_id, -row.quantity), ...binOf(row), key: `assembly:${row.id}` },
  ])
  const value = -out
  const values = share(value, weightsOf(ctx, row, lines, balances))
  await postMovements(
    ctx,
    lines.map((line, i) => ({
      ...movement(row, line.sku_id, line.each * row.quantity),
      value: values[i] ?? 0n,
      key: `assembly:${row.id}:${i}`,
    })),
  )
  return { value, values }
}

/** Averages of few units must not lose their fractions. */
const fine = 1_000_000n

/**
 * What the components cost here on average; one that does not lie here, its cost hint. Where one of them is not known at all, list prices
 * decide for all of them, and where those say nothing, the numbers of units.
 */
function weightsOf(
  ctx: Context,
  row: AssemblyRow,
  lines: readonly AssemblyLine[],
  balances: ReadonlyMap<string, Balance>,
): bigint[] {
  const each = (line: AssemblyLine) => BigInt(line.each)
  const costs = lines.map((line) => {
    const here = balances.get(placeKey(line.sku_id, row.warehouse_id))
    if (here && here.on_hand > 0 && here.value_minor > 0n) return (here.value_minor * fine) / BigInt(here.on_hand)
    return line.currency === ctx.tenant.currency && line.cost_hint_minor ? line.cost_hint_minor * fine : undefined
  })
  if (costs.every((cost) => cost !== undefined)) return lines.map((line, i) => each(line) * (costs[i] ?? 0n))
  const comparable = new Set(lines.map((l) => l.currency)).size === 1 && lines.some((l) => l.list_price_minor > 0n)
  return lines.map((line) => each(line) * (comparable ? line.list_price_minor : 1n))
}

function movement(row: AssemblyRow, skuId: string, quantity: number): Omit<NewMovement, 'key'> {
  return {
    skuId,
    warehouseId: row.warehouse_id,
    quantity,
    reason: 'assembly',
    referenceType: 'assembly',
    referenceId: row.id,
    reference: row.number,
  }
}

const binOf = (row: AssemblyRow) => (row.bin_id === null ? {} : { binId: row.bin_id })
const sum = (values: readonly bigint[]) => values.reduce((a, b) => a + b, 0n)

/** Says of each SKU that is short what is there; the caller holds the balances. */
async function refuseShort(ctx: Context, row: AssemblyRow, lines: readonly AssemblyLine[]): Promise<void> {
  const wanted =
    row.kind === 'assemble'
      ? lines.map((l, i) => ({
          path: `lines.${i}.quantity`,
          skuId: l.sku_id,
          skuCode: l.sku_code,
          quantity: l.each * row.quantity,
        }))
      : [{ path: 'quantity', skuId: row.sku_id, skuCode: row.sku_code, quantity: row.quantity }]
  const free = await availableAt(
    ctx,
    row.warehouse_id,
    wanted.map((w) => w.skuId),
  )
  const short = wanted.filter((w) => (free.get(w.skuId) ?? 0) < w.quantity)
  if (short.length === 0) return
  refuse('insufficient_stock', {
    errors: short.map(({ path }) => ({ path, code: 'insufficient_stock' })),
    short: short.map(({ skuId, skuCode, quantity }) => ({ skuCode, missing: quantity - (free.get(skuId) ?? 0) })),
  })
}

/** Held until the end: a warehouse that closes waits for us and then finds what came in. */
async function refuseClosed(ctx: Context, row: AssemblyRow): Promise<void> {
  const [warehouse] = await ctx.sql<{ status: string }>(
    'select status from warehouses where tenant_id = $1 and id = $2 for share',
    [row.warehouse_id],
  )
  if (warehouse?.status !== 'active') invalid([{ path: 'id', code: 'warehouse_closed' }])
}
