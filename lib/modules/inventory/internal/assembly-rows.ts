import { fromMinor } from '@/lib/kernel/money'
import { refuse } from '@/lib/kernel/refusal'
import type { AssemblyItem, AssemblyView } from '@/lib/modules/inventory/assembly-schema'
import { available } from '@/lib/modules/inventory/available'
import { type AssemblyState, assemblyStates } from '@/lib/modules/inventory/states'
import type { Context } from '@/lib/platform/door/context'
import type { TenantCrypt } from '@/lib/platform/tenant-crypt'
import { openWords, wordsAad } from '@/lib/platform/words'

export type AssemblyRow = {
  id: string
  number: string
  kind: AssemblyItem['kind']
  state: AssemblyState
  warehouse_id: string
  warehouse_code: string
  sku_id: string
  sku_code: string
  name: string
  name_en: string
  bin_id: string | null
  bin_code: string | null
  quantity: number
  value_minor: bigint
  words: Buffer
  created_at: Date
  done_at: Date | null
  version: number
}

/** Conditions follow after `a.tenant_id = $1`. */
export const selectAssemblies = `select a.id, a.number, a.kind, a.state, a.warehouse_id, w.code as warehouse_code, a.sku_id, s.code as sku_code, s.name, s.name_en,
    a.bin_id, b.code as bin_code, a.quantity, a.value_minor, a.words, a.created_at, a.done_at, a.version
  from assembly_orders a
  join warehouses w on w.tenant_id = $1 and w.id = a.warehouse_id
  join skus s on s.tenant_id = $1 and s.id = a.sku_id
  left join bins b on b.tenant_id = $1 and b.id = a.bin_id
 where a.tenant_id = $1`

export const assemblyAad = (id: string) => wordsAad('assembly_orders', id)

export function assemblyItem(crypt: TenantCrypt, row: AssemblyRow, currency: string): AssemblyItem {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    state: row.state,
    warehouseCode: row.warehouse_code,
    skuId: row.sku_id,
    skuCode: row.sku_code,
    name: row.name,
    nameEn: row.name_en,
    quantity: row.quantity,
    value: fromMinor(row.value_minor, currency),
    currency,
    note: openWords(crypt, assemblyAad(row.id), row.words, ''),
    createdAt: row.created_at.toISOString(),
    doneAt: row.done_at?.toISOString() ?? null,
    version: row.version,
  }
}

export type AssemblyLine = {
  id: string
  sku_id: string
  sku_code: string
  name: string
  name_en: string
  each: number
  value_minor: bigint
  cost_hint_minor: bigint | null
  list_price_minor: bigint
  currency: string
}

export function assemblyLines(ctx: Context, assemblyId: string): Promise<AssemblyLine[]> {
  return ctx.sql<AssemblyLine>(
    `select l.id, l.sku_id, s.code as sku_code, s.name, s.name_en, l.each, l.value_minor, s.cost_hint_minor, s.list_price_minor, s.currency
       from assembly_lines l join skus s on s.tenant_id = $1 and s.id = l.sku_id
      where l.tenant_id = $1 and l.assembly_id = $2 order by l.position`,
    [assemblyId],
    'assembly-lines',
  )
}

/** What may be taken of some SKUs at one warehouse; true until the end where the caller holds the balances locked. */
export async function availableAt(
  ctx: Context,
  warehouseId: string,
  skuIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await ctx.sql<{ sku_id: string; free: number }>(
    `select b.sku_id, ${available()} as free from stock_balances b
      where b.tenant_id = $1 and b.warehouse_id = $2 and b.sku_id = any($3::uuid[])`,
    [warehouseId, skuIds],
    'available-at',
  )
  return new Map(rows.map((row) => [row.sku_id, row.free]))
}

export async function assemblyViewOf(ctx: Context, row: AssemblyRow): Promise<AssemblyView> {
  const { currency } = ctx.tenant
  const lines = await assemblyLines(ctx, row.id)
  const free = await availableAt(ctx, row.warehouse_id, [row.sku_id, ...lines.map((l) => l.sku_id)])
  return {
    ...assemblyItem(await ctx.crypt(), row, currency),
    binCode: row.bin_code,
    available: free.get(row.sku_id) ?? 0,
    lines: lines.map((line) => ({
      skuId: line.sku_id,
      skuCode: line.sku_code,
      name: line.name,
      nameEn: line.name_en,
      each: line.each,
      quantity: line.each * row.quantity,
      available: free.get(line.sku_id) ?? 0,
      value: fromMinor(line.value_minor, currency),
    })),
  }
}

/** The assembly order of an id, locked; out of sight when the actor does not see its warehouse. */
export async function lockAssembly(ctx: Context, assemblyId: string): Promise<AssemblyRow> {
  await ctx.sql('select id from assembly_orders where tenant_id = $1 and id = $2 for update', [assemblyId])
  return assemblyRow(ctx, assemblyId)
}

export async function assemblyRow(ctx: Context, assemblyId: string): Promise<AssemblyRow> {
  const [row] = await ctx.sql<AssemblyRow>(
    `${selectAssemblies} and a.id = $2 and ($3::uuid[] is null or a.warehouse_id = any($3::uuid[]))`,
    [assemblyId, ctx.actor.scope.warehouseIds],
  )
  return row ?? refuse('not_found')
}

export function refuseAssembly(state: AssemblyState, to: AssemblyState): void {
  if (!assemblyStates.can(state, to)) refuse('illegal_transition', { from: state, to })
}
