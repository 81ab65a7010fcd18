import type { AlertFigures, AlertKind, AlertView } from '@/lib/modules/purchasing/schema'

export type AlertRow = {
  id: string
  kind: AlertKind
  sku_id: string
  code: string
  name: string
  name_en: string
  figures: AlertFigures
  since: Date
  snoozed_until: Date | null
  snoozed_by: string | null
}

export const selectAlerts = `select a.id, a.kind, a.sku_id, s.code, s.name, s.name_en, a.figures, a.since, a.snoozed_until, a.snoozed_by
  from stock_alerts a join skus s on s.tenant_id = $1 and s.id = a.sku_id where a.tenant_id = $1 and a.state = 'open'`

export const alertOf = (row: AlertRow): AlertView => ({
  id: row.id,
  kind: row.kind,
  skuId: row.sku_id,
  skuCode: row.code,
  name: row.name,
  nameEn: row.name_en,
  figures: row.figures,
  since: row.since.toISOString(),
  snoozedUntil: row.snoozed_until?.toISOString() ?? null,
  snoozedBy: row.snoozed_by,
})
