import type { AlertDeed, AlertFigures, AlertKind, AlertView, alertDeeds } from '@/lib/modules/purchasing/schema'
import type { Scope } from '@/lib/platform/door/actor'

/** As it is kept: how far its transfer has come is the transfer's to say. */
export type KeptDeed = Omit<AlertDeed, 'transferState'>

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
  earlier_deeds: KeptDeed[]
  /** How far the transfers among them have come, by id. */
  transfers: Record<string, AlertDeed['transferState']>
}

export const selectAlerts = `select a.id, a.kind, a.sku_id, s.code, s.name, s.name_en, a.warehouse_id, w.code as place, a.figures, a.since,
       a.snoozed_until, a.snoozed_by, a.deed, a.deed_quantity, a.deed_id, a.deed_number, a.deed_by, a.deed_at, a.earlier_deeds,
       (select coalesce(jsonb_object_agg(t.id, t.state), '{}') from stock_transfers t
         where t.tenant_id = $1 and (t.id = a.deed_id
           or t.id in (select (e ->> 'transferId')::uuid from jsonb_array_elements(a.earlier_deeds) e))) as transfers
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
    ...deedsOf(row),
  })

/** What was done and not taken back, oldest first. */
export function keptDeeds({ earlier_deeds: earlier, ...row }: AlertRow): KeptDeed[] {
  if (!row.deed || !row.deed_at) return []
  const { deed: kind, deed_quantity: quantity, deed_id: transferId, deed_number: transferNumber } = row
  return [
    ...earlier,
    { kind, quantity, transferId, transferNumber, by: row.deed_by ?? '', at: row.deed_at.toISOString() },
  ]
}

export function deedsOf(row: AlertRow): Pick<AlertView, 'deed' | 'deeds'> {
  const deeds = keptDeeds(row).map((deed) => ({
    ...deed,
    transferState: (deed.transferId && row.transfers[deed.transferId]) || null,
  }))
  return { deed: deeds.at(-1) ?? null, deeds }
}

/** Its transfer is drafted or on its way. */
export const isOpen = ({ transferState: state }: AlertDeed) => state === 'draft' || state === 'in_transit'
