import { refuse } from '@/lib/kernel/refusal'
import { type StocktakeState, stocktakeStates } from '@/lib/modules/inventory/states'
import type { StocktakeItem } from '@/lib/modules/inventory/stocktake-schema'
import type { Context } from '@/lib/platform/door/context'
import type { TenantCrypt } from '@/lib/platform/tenant-crypt'
import { openWords, wordsAad } from '@/lib/platform/words'

export type StocktakeRow = {
  id: string
  number: string
  warehouse_id: string
  warehouse_code: string
  state: StocktakeState
  kind: StocktakeItem['kind']
  zone_id: string | null
  zone_code: string | null
  category_id: string | null
  category_zh: string | null
  category_en: string | null
  abc_class: StocktakeItem['abcClass']
  sku_ids: string[]
  blind: boolean
  tolerance_units: number
  tolerance_percent: number
  words: Buffer
  lines: number
  created_by: string
  created_at: Date
  started_at: Date | null
  submitted_by: string | null
  submitted_at: Date | null
  reviewed_by: string | null
  reviewed_at: Date | null
  posted_by: string | null
  posted_at: Date | null
  version: number
}

/** Conditions follow after `t.tenant_id = $1`. */
const select = `select t.id, t.number, t.warehouse_id, w.code as warehouse_code, t.state, t.kind, t.zone_id, z.code as zone_code, t.category_id,
    c.name_zh as category_zh, c.name_en as category_en, t.abc_class, t.blind, t.tolerance_units, t.tolerance_percent, t.words, t.lines,
    t.created_by, t.created_at, t.started_at, t.submitted_by, t.submitted_at, t.reviewed_by, t.reviewed_at, t.posted_by, t.posted_at, t.version`
const from = ` from stocktakes t
  join warehouses w on w.tenant_id = $1 and w.id = t.warehouse_id
  left join zones z on z.tenant_id = $1 and z.id = t.zone_id
  left join categories c on c.tenant_id = $1 and c.id = t.category_id
 where t.tenant_id = $1`

/** A list does without the SKUs of each, of which there may be thousands. */
export const selectStocktakes = `${select}, '{}'::uuid[] as sku_ids${from}`

export const stocktakeAad = (id: string) => wordsAad('stocktakes', id)

const instant = (at: Date | null) => at?.toISOString() ?? null

export function stocktakeItemOf(crypt: TenantCrypt, row: StocktakeRow): StocktakeItem {
  return {
    id: row.id,
    number: row.number,
    warehouseCode: row.warehouse_code,
    state: row.state,
    kind: row.kind,
    zoneCode: row.zone_code,
    category:
      row.category_id === null
        ? null
        : { id: row.category_id, nameZh: row.category_zh ?? '', nameEn: row.category_en ?? '' },
    abcClass: row.abc_class,
    blind: row.blind,
    toleranceUnits: row.tolerance_units,
    tolerancePercent: row.tolerance_percent,
    note: openWords(crypt, stocktakeAad(row.id), row.words, ''),
    lines: row.lines,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    startedAt: instant(row.started_at),
    submittedBy: row.submitted_by,
    submittedAt: instant(row.submitted_at),
    reviewedBy: row.reviewed_by,
    reviewedAt: instant(row.reviewed_at),
    postedBy: row.posted_by,
    postedAt: instant(row.posted_at),
    version: row.version,
  }
}

/**
 * One stocktake of the warehouses in scope. `change`: its state stays until the end, whoever counts waits; `count`: many count at
 * once, and whoever changes its state waits for them.
 */
export async function stocktakeRow(
  ctx: Context,
  stocktakeId: string,
  how: 'read' | 'count' | 'change' = 'read',
): Promise<StocktakeRow> {
  if (how !== 'read')
    await ctx.sql(
      `select id from stocktakes where tenant_id = $1 and id = $2 for ${how === 'change' ? 'update' : 'key share'}`,
      [stocktakeId],
    )
  const [row] = await ctx.sql<StocktakeRow>(
    `${select}, t.sku_ids${from} and t.id = $2 and ($3::uuid[] is null or t.warehouse_id = any($3::uuid[]))`,
    [stocktakeId, ctx.actor.scope.warehouseIds],
  )
  return row ?? refuse('not_found')
}

export function refuseStocktake(state: StocktakeState, to: StocktakeState): void {
  if (!stocktakeStates.can(state, to)) refuse('illegal_transition', { from: state, to })
}

/** Whoever counts blind sees no books until the counting is over. */
export const isHidden = ({ blind, state }: Pick<StocktakeRow, 'blind' | 'state'>) =>
  blind && (state === 'draft' || state === 'counting')
