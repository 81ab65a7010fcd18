import { z } from 'zod'
import { areaNames } from '@/lib/kernel/areas'
import { amountField, codeField, currencyField, nameField, textField, zoneField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { normaliseEmail } from '@/lib/kernel/text'
import { LOCALES } from '@/lib/platform/i18n/locales'

/** `taobao` holds Tmall too; `manual` and `file` are orders typed in or imported. */
export const channelCodes = [
  'taobao',
  'pinduoduo',
  'amazon',
  'ebay',
  'walmart',
  'aliexpress',
  'temu',
  'shein',
  'wayfair',
  'ozon',
  'tiktok',
  'shopify',
  'woocommerce',
  'manual',
  'file',
] as const

export const placeStatuses = ['active', 'closed'] as const

/** What may be set and changed of a shop; its channel is chosen once, since a connection and its orders hang on it. */
export const shopFields = {
  code: codeField(40),
  name: nameField(120),
  currency: currencyField,
  timeZone: zoneField,
  contact: textField(200),
  /** Within how many days of delivery a buyer may send goods back; 0: the shop states nothing. Stands on the packing slip. */
  returnDays: z.number().int().min(0).max(365),
  /** How and where to: who pays, the address, what to put in. */
  returnText: textField(300),
}

export const shopView = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  channel: z.enum(channelCodes),
  currency: z.string(),
  timeZone: z.string(),
  contact: z.string(),
  returnDays: z.number().int(),
  returnText: z.string(),
  status: z.enum(placeStatuses),
  createdAt: z.string(),
  version: z.number().int(),
})
export type ShopView = z.output<typeof shopView>

export const warehouseKinds = ['own', 'third_party', 'platform'] as const

/** In a warehouse's list of costs: every province that it does not name. */
export const elsewhere = '*'

export const warehouseFields = {
  code: codeField(40),
  name: nameField(120),
  kind: z.enum(warehouseKinds),
  /** The lower, the earlier it is asked for goods. */
  priority: z.number().int().min(0).max(10_000),
  /** Provinces it is near to; of several warehouses that have everything the nearest sends. The lower the rank, the nearer. */
  regions: z.array(z.strictObject({ province: nameField(60), rank: z.number().int().min(1).max(1000) })).max(300),
  contact: textField(200),
  /** Hours it needs before a carrier can take along what is ordered now. */
  leadHours: z.number().int().min(0).max(720),
  /** What a parcel from here costs by province, `*` for all others, in the company's currency. */
  freight: z.array(z.strictObject({ province: nameField(60), cost: amountField })).max(300),
}

export const warehouseView = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  kind: z.enum(warehouseKinds),
  priority: z.number().int(),
  regions: z.array(z.object({ province: z.string(), rank: z.number().int() })),
  contact: z.string(),
  leadHours: z.number().int(),
  freight: z.array(z.object({ province: z.string(), cost: z.string() })),
  status: z.enum(placeStatuses),
  createdAt: z.string(),
  version: z.number().int(),
})
export type WarehouseView = z.output<typeof warehouseView>

/** null: no limit. The ids one may see, work on and get reports about. */
// A malformed id is answered like an unknown one.
const scopeField = <K extends string>(kind: K) => z.array(id(kind)).max(500).nullable()

export const memberStates = ['invited', 'active', 'disabled'] as const

/** What may be set and changed of a member; the e-mail is chosen once, since the invitation and the sign-in hang on it. */
export const memberFields = {
  name: nameField(80),
  /** Code of a role. */
  role: codeField(40),
  shopIds: scopeField('shop'),
  warehouseIds: scopeField('warehouse'),
}

export const memberEmail = z.string().max(320).transform(normaliseEmail).pipe(z.email().max(254))

export const memberView = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.string(),
  roleName: z.string(),
  shopIds: z.array(z.string()).nullable(),
  warehouseIds: z.array(z.string()).nullable(),
  state: z.enum(memberStates),
  /** When they were last here, to the hour; null: never. */
  lastSeenAt: z.string().nullable(),
  createdAt: z.string(),
  version: z.number().int(),
})
export type MemberView = z.output<typeof memberView>

/** The language of the mail. */
export const localeField = z.enum(LOCALES)

/** The link is told to who made it, once; whoever opens it becomes the member. */
export const invitationView = z.object({ inviteUrl: z.string(), inviteExpiresAt: z.string() })

export const meView = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.string(),
  permissions: z.array(z.string()),
  shopIds: z.array(z.string()).nullable(),
  warehouseIds: z.array(z.string()).nullable(),
  company: z.object({ name: z.string(), currency: z.string(), timeZone: z.string() }),
})

export const roleFields = {
  name: nameField(80),
  code: codeField(40),
  /** Names of use cases, or `resource.*`. */
  permissions: z.array(z.string().max(100)).max(2000),
  /** Whoever holds it must have proved a second factor. */
  secondFactor: z.boolean(),
}

export const roleView = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  builtIn: z.boolean(),
  secondFactor: z.boolean(),
  permissions: z.array(z.string()),
  members: z.number().int(),
  version: z.number().int(),
})
export type RoleView = z.output<typeof roleView>

export const apiKeyFields = memberFields

export const apiKeyView = z.object({
  id: z.string(),
  name: z.string(),
  /** The last four signs of the key. */
  hint: z.string(),
  role: z.string(),
  roleName: z.string(),
  shopIds: z.array(z.string()).nullable(),
  warehouseIds: z.array(z.string()).nullable(),
  state: z.enum(['active', 'disabled']),
  /** To the minute; null: never. */
  lastUsedAt: z.string().nullable(),
  createdAt: z.string(),
  version: z.number().int(),
})
export type ApiKeyView = z.output<typeof apiKeyView>

export const splitChoices = ['never', 'when_short'] as const

export const mergeChoices = ['off', 'same_marketplace', 'on'] as const

export const costMethods = ['fifo', 'moving_average'] as const

export const companyFields = {
  name: nameField(120),
  /** May change while there are no orders and no stock movements. */
  currency: currencyField,
  timeZone: zoneField,
  /** Minutes an order waits after payment before it may be approved. */
  reviewWaitMinutes: z.number().int().min(0).max(10_080),
  /** Finance reviews after customer service. */
  financeReview: z.boolean(),
  /** Whether an order that no warehouse has whole leaves from several. */
  splitOrders: z.enum(splitChoices),
  /** Whether what is there leaves before the rest has come. */
  partialShipping: z.boolean(),
  /** Whether orders of several shops may leave in one parcel: not at all, those of one buyer on one marketplace, or all to one address. */
  mergeAcrossShops: z.enum(mergeChoices),
  /** How what goes out is valued; fixed once goods have moved. */
  costMethod: z.enum(costMethods),
  /** The same goods by the same buyer within so many hours are held as a suspected duplicate; 0: off. */
  duplicateHours: z.number().int().min(0).max(720),
  /** Also where the orders are of different shops of the company. */
  duplicateAcrossShops: z.boolean(),
  /** Orders are held as suspicious from so many points on; 0: off. */
  riskThreshold: z.number().int().min(0).max(100),
  /** Who is silent at a station for so many minutes is signed out there. */
  stationIdleMinutes: z.number().int().min(1).max(480),
}

/** As the licence says it; all of it may be empty. */
export const profileFields = {
  legalName: textField(200),
  /** Unified social credit code, or whatever the place calls it. */
  licenceNo: textField(60),
  taxNo: textField(60),
  address: textField(300),
  contactName: textField(80),
  contactPhone: textField(40),
  contactEmail: z.union([z.literal(''), memberEmail]),
}

export const profileView = z.object({ ...profileFields, contactEmail: z.string(), version: z.number().int() })
export type ProfileView = z.output<typeof profileView>

export const emptyProfile: Omit<ProfileView, 'version'> = {
  legalName: '',
  licenceNo: '',
  taxNo: '',
  address: '',
  contactName: '',
  contactPhone: '',
  contactEmail: '',
}

export const companyView = z.object({
  ...companyFields,
  name: z.string(),
  currency: z.string(),
  timeZone: z.string(),
  /** Areas of work nobody uses here. */
  areasOff: z.array(z.enum(areaNames)),
  /** false once an order or a stock movement exists. */
  currencyMayChange: z.boolean(),
  /** false once a stock movement exists. */
  costMethodMayChange: z.boolean(),
  createdAt: z.string(),
  version: z.number().int(),
})
export type CompanyView = z.output<typeof companyView>

/** By which the trail is searched; days are the company's, both inclusive. */
export const auditFilters = {
  /** A use case, or all of a resource: `order.*`. */
  action: z
    .string()
    .max(100)
    .regex(/^[a-z-]+\.([a-z-]+|\*)$/)
    .optional(),
  actorId: id('actor').optional(),
  /** What it was done to. */
  objectId: z.string().trim().max(100).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** Anywhere in the action, its details, its references or its request; not in what people typed, which lies sealed. */
  text: textField(100).optional(),
}

export const auditView = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.object({
    kind: z.enum(['member', 'key', 'system']),
    id: z.string().nullable(),
    name: z.string().nullable(),
  }),
  action: z.string(),
  refs: z.array(z.object({ type: z.string(), id: z.string() })),
  detail: z.record(z.string(), z.unknown()),
  requestId: z.string().nullable(),
})
export type AuditView = z.output<typeof auditView>
