import type { FieldError } from '@/lib/kernel/refusal'
import { refuse } from '@/lib/kernel/refusal'
import type {
  ImportFormat,
  ImportKind,
  ImportMapping,
  ImportPhase,
  ImportState,
  ImportView,
} from '@/lib/modules/exchange/schema'
import { seesShop, seesWarehouse } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'

export type ImportRow = {
  id: string
  kind: ImportKind
  profile: string
  shop_id: string | null
  shop_code: string | null
  shop_currency: string | null
  shop_zone: string | null
  warehouse_id: string | null
  warehouse_code: string | null
  file_name: string
  file_size: bigint
  format: ImportFormat
  mapping: ImportMapping | null
  on_error: ImportView['onError']
  state: ImportState
  phase: ImportPhase
  position: number
  total: number
  created: number
  updated: number
  unchanged: number
  rejected: number
  failure: FieldError[] | null
  created_at: Date
  finished_at: Date | null
  actor_id: string | null
  purged_at: Date | null
  version: number
}

export const selectImports = `select i.*, s.code as shop_code, s.currency as shop_currency, s.time_zone as shop_zone, w.code as warehouse_code
   from imports i
   left join shops s on s.tenant_id = $1 and s.id = i.shop_id
   left join warehouses w on w.tenant_id = $1 and w.id = i.warehouse_id
  where i.tenant_id = $1`

/** An import is seen by who sees the shop and the warehouse it goes into. */
export async function importRow(ctx: Context, importId: string, mode: 'read' | 'change' = 'read'): Promise<ImportRow> {
  const lock = mode === 'change' ? 'for no key update of i' : ''
  const [row] = await ctx.sql<ImportRow>(`${selectImports} and i.id = $2 ${lock}`, [importId])
  if (!row || (row.shop_id && !seesShop(ctx.actor, row.shop_id))) return refuse('not_found')
  return row.warehouse_id && !seesWarehouse(ctx.actor, row.warehouse_id) ? refuse('not_found') : row
}

export function importViewOf(row: ImportRow): ImportView {
  return {
    id: row.id,
    kind: row.kind,
    profile: row.profile,
    shopCode: row.shop_code,
    warehouseCode: row.warehouse_code,
    fileName: row.file_name,
    fileSize: Number(row.file_size),
    format: row.format,
    mapping: row.mapping,
    onError: row.on_error,
    state: row.state,
    phase: row.phase,
    position: row.position,
    total: row.total,
    created: row.created,
    updated: row.updated,
    unchanged: row.unchanged,
    rejected: row.rejected,
    failure: row.failure ?? [],
    kept: row.purged_at === null,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    version: row.version,
  }
}
