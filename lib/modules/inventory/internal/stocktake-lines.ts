import { fromMinor } from '@/lib/kernel/money'
import { isHidden, type StocktakeRow } from '@/lib/modules/inventory/internal/stocktake-rows'
import type { StocktakeLineView } from '@/lib/modules/inventory/stocktake-schema'

/** What a difference is worth: what was posted, else what a unit costs here on average. `l` a line, `b` its balance. */
export const differenceValue = `coalesce(l.value_minor, round((l.counted - l.expected) * b.value_minor::numeric / nullif(b.on_hand, 0)))::bigint`

export type LineRow = {
  id: string
  position: number
  sku_id: string
  sku_code: string
  name: string
  name_en: string
  bin_code: string
  batch_no: string | null
  expires_on: string | null
  found: boolean
  state: StocktakeLineView['state']
  rounds: number
  counted: number | null
  counted_by: string | null
  counted_at: Date | null
  book: number
  expected: number | null
  differs: boolean
  value: bigint | null
}

/** Conditions follow after `l.tenant_id = $1`. */
export const selectLines = `select l.id, l.position, l.sku_id, s.code as sku_code, s.name, s.name_en, n.code as bin_code, k.code as batch_no, k.expires_on,
    l.found, l.state, l.rounds, l.counted, l.counted_by, l.counted_at, l.book, l.expected, l.differs, ${differenceValue} as value
  from stocktake_lines l
  join skus s on s.tenant_id = $1 and s.id = l.sku_id
  join bins n on n.tenant_id = $1 and n.id = l.bin_id
  left join stock_batches k on k.tenant_id = $1 and k.id = l.batch_id
  left join stock_balances b on b.tenant_id = $1 and b.sku_id = l.sku_id and b.warehouse_id = n.warehouse_id
 where l.tenant_id = $1`

export function lineViewOf(row: LineRow, stocktake: StocktakeRow, currency: string): StocktakeLineView {
  const hidden = isHidden(stocktake)
  const { counted, expected, book } = row
  const seen = !hidden && counted !== null && expected !== null
  return {
    id: row.id,
    position: row.position,
    skuId: row.sku_id,
    skuCode: row.sku_code,
    name: row.name,
    nameEn: row.name_en,
    binCode: row.bin_code,
    batchNo: row.batch_no,
    expiresOn: row.expires_on,
    found: row.found,
    state: row.state,
    rounds: row.rounds,
    counted,
    countedBy: row.counted_by,
    countedAt: row.counted_at?.toISOString() ?? null,
    book: hidden ? null : book,
    moved: seen ? expected - book : null,
    expected: seen ? expected : null,
    difference: seen ? counted - expected : null,
    value: seen && row.value !== null ? fromMinor(row.value, currency) : null,
    currency,
    reviewedBy: stocktake.reviewed_by,
    postedBy: stocktake.posted_by,
  }
}
