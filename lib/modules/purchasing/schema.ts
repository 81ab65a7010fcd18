import { z } from 'zod'
import { transferStates } from '@/lib/modules/inventory/states'

/** There is too little of it. */
export const isShort = (kind: string): boolean => kind === 'below_safety' || kind === 'low_cover'

export const alertKinds = ['below_safety', 'low_cover', 'overstock', 'no_sale', 'batch_expiring'] as const
export type AlertKind = (typeof alertKinds)[number]

/** What the rule saw of the SKU, in one warehouse or over all of them. */
export const alertFigures = z.object({
  onHand: z.int(),
  available: z.int(),
  incoming: z.int(),
  /** Units that would leave in a day, two decimals: 0.5 · the last 7 days + 0.3 · 15 + 0.2 · 30, days without stock left out. */
  daily: z.number(),
  /** On how many of the last 30 days there was something to leave. */
  stockedDays: z.int().optional(),
  /** Units that other warehouses sent, on the days without, to the regions this one serves first. */
  elsewhere: z.int().optional(),
  /** Days that `available + incoming` lasts; null where nothing leaves. */
  coverDays: z.int().nullable(),
  /** What the figure was held against: units for `below_safety`, days for the others. */
  limit: z.int(),
  /** Of `batch_expiring`: the batch that expires first, and how much of how many batches expires within `limit` days or has. */
  batch: z.object({ batchNo: z.string(), expiresOn: z.string(), units: z.int(), batches: z.int() }).optional(),
  /** Units that would end a shortage. */
  need: z.int().optional(),
  /** Who could give of it, of a shortage in one warehouse. */
  giver: z
    .object({ warehouseId: z.uuid(), warehouseCode: z.string(), available: z.int(), quantity: z.int() })
    .optional(),
})
export type AlertFigures = z.output<typeof alertFigures>

/** What somebody did about an alert: moved goods there, put them on the list of what to restock, or set it aside. */
export const alertDeeds = ['transfer', 'restock', 'aside'] as const

const alertDeed = z.object({
  kind: z.enum(alertDeeds),
  quantity: z.int().nullable(),
  /** The transfer that was drafted. */
  transferId: z.uuid().nullable(),
  transferNumber: z.string().nullable(),
  /** How far it has come. */
  transferState: z.enum(transferStates.states).nullable(),
  by: z.string(),
  at: z.iso.datetime(),
})
export type AlertDeed = z.output<typeof alertDeed>

export const alertView = z.object({
  id: z.uuid(),
  kind: z.enum(alertKinds),
  /** null: the figures are of all warehouses together. */
  warehouseCode: z.string().nullable(),
  skuId: z.uuid(),
  skuCode: z.string(),
  name: z.string(),
  nameEn: z.string(),
  figures: alertFigures,
  since: z.iso.datetime(),
  snoozedUntil: z.iso.datetime().nullable(),
  snoozedBy: z.string().nullable(),
  /** The latest of what was done; set aside by it, the alert is out of the list. */
  deed: alertDeed.nullable(),
  /** All that was done and not taken back, oldest first. */
  deeds: z.array(alertDeed),
})
export type AlertView = z.output<typeof alertView>

const rule = (days: z.ZodInt) => z.strictObject({ on: z.boolean(), mail: z.boolean(), days })

export const alertSettingsFields = {
  below_safety: z.strictObject({ on: z.boolean(), mail: z.boolean() }),
  /** Cover under the SKU's lead time, or `leadDays` where it has none, plus `days` to notice and to order. */
  low_cover: rule(z.int().min(0).max(365)).extend({ leadDays: z.int().min(0).max(365) }),
  overstock: rule(z.int().min(7).max(3650)),
  no_sale: rule(z.int().min(7).max(3650)),
  /** How many days before is the SKU's own affair. */
  batch_expiring: z.strictObject({ on: z.boolean(), mail: z.boolean() }),
  /** Codes of roles whose members get the mail. */
  mailRoles: z.array(z.string().max(60)).max(20),
}
export const alertSettings = z.strictObject(alertSettingsFields)
export type AlertSettings = z.output<typeof alertSettings>
export const alertSettingsView = alertSettings.extend({ version: z.int() })

export const defaultAlerts: AlertSettings = {
  below_safety: { on: true, mail: true },
  low_cover: { on: true, mail: true, days: 7, leadDays: 7 },
  overstock: { on: true, mail: false, days: 180 },
  no_sale: { on: true, mail: false, days: 60 },
  batch_expiring: { on: true, mail: true },
  mailRoles: ['purchaser'],
}

const place = z.object({
  warehouseCode: z.string(),
  available: z.int(),
  incoming: z.int(),
  /** Units that would leave in a day: what was sold over the days in stock, or with what others sent instead over all days. */
  daily: z.number(),
  coverDays: z.int().nullable(),
  /** Of the last 30 days: units sold from there, days on which there was something to sell, and what others sent instead. */
  sold: z.int(),
  stockedDays: z.int(),
  elsewhere: z.int(),
  /** Units that orders wait for which would leave from there. */
  waiting: z.int(),
  /** The warehouse's own safety stock. */
  safety: z.int(),
})

/** Units to move from where they lie to where they sell. */
export const transferSuggestion = z.object({
  skuId: z.uuid(),
  skuCode: z.string(),
  name: z.string(),
  nameEn: z.string(),
  from: place,
  to: place,
  quantity: z.int(),
})
export type TransferSuggestion = z.output<typeof transferSuggestion>
