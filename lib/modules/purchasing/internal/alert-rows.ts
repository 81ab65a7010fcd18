import type { AlertFigures, AlertKind, AlertView, alertDeeds } from '@/lib/modules/purchasing/schema'
import type { Scope } from '@/lib/platform/door/actor'

export type AlertRow = {
  id: string
  kind: AlertKind
  sku_id: string
  code: string
  name: string
  name_en: string
  warehouse_id: string | null
  place: string | null
  figures: AlertFigures
  since: Date
  snoozed_until: Date | null
  snoozed_by: string | null
  deed: (typeof alertDeeds)[number] | null
  deed_quantity: number | null
  deed_id: string | null
  deed_number: string | null
  deed_by: string | null
  deed_at: Date | null
}

export const selectAlerts = `select a.id, a.kind, a.sku_id, s.code, s.name, s.name_en, a.warehouse_id, w.code as place, a.figures, a.since,
       a.snoozed_until, a.snoozed_by, a.deed, a.deed_quantity, a.deed_id, a.deed_number, a.deed_by, a.deed_at
  from stock_alerts a join skus s on s.tenant_id = $1 and s.id = a.sku_id
  left join warehouses w on w.tenant_id = $1 and w.id = a.warehouse_id where a.tenant_id = $1 and a.state = 'open'`

/** Who is limited to warehouses sees the alerts of theirs: those of the whole company tell of others, too. */
export const inScope = (scope: string) => `(${scope}::uuid[] is null or a.warehouse_id = any(${scope}::uuid[]))`

/** A giver that one may not look at is not named. */
function figuresFor({ giver, ...figures }: AlertFigures, { warehouseIds }: Scope): AlertFigures {
  if (!giver || (warehouseIds && !warehouseIds.includes(giver.warehouseId))) return figures
  return { ...figures, giver }
}

export const alertOf =
  (scope: Scope) =>
  (row: AlertRow): AlertView => ({
    id: row.id,
    kind: row.kind,
    warehouseCode: row.place,
    skuId: row.sku_id,
    skuCode: row.code,
    name: row.name,
    nameEn: row.name_en,
    figures: figuresFor(row.figures, scope),
    since: row.since.toISOString(),
    snoozedUntil: row.snoozed_until?.toISOString() ?? null,
    snoozedBy: row.snoozed_by,
    deed:
      row.deed && row.deed_at
        ? {
            kind: row.deed,
            quantity: row.deed_quantity,
            transferId: row.deed_id,
            transferNumber: row.deed_number,
            by: row.deed_by ?? '',
            at: row.deed_at.toISOString(),
          }
        : null,
  })
