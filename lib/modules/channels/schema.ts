import { z } from 'zod'

export { type TroubleKind, troubleKinds } from '@/lib/adapters/marketplaces/trouble'

export const connectionStates = ['new', 'authorised', 'expired', 'stopped', 'paused', 'none'] as const
export type ConnectionState = (typeof connectionStates)[number]

export const connectionView = z.object({
  shopId: z.string(),
  channel: z.string(),
  /** Whether the house speaks this channel's protocol. */
  supported: z.boolean(),
  state: z.enum(connectionStates),
  baseUrl: z.string(),
  /** Names of the keys that are kept, and which of them are secret; never a value. */
  fields: z.array(z.object({ name: z.string(), secret: z.boolean(), required: z.boolean(), set: z.boolean() })),
  expiresAt: z.string().nullable(),
  /** The house renews what expires by itself; without it a person has to permit it again in time. */
  renewable: z.boolean(),
  /** The keys a person enters before the marketplace is asked for permission; null where there is no such page. */
  permitted: z.array(z.string()).nullable(),
  /** null: never yet. */
  lastPull: z.string().nullable(),
  /** How far what we have lies behind now; null before the first pull. */
  lagSeconds: z.number().int().nullable(),
  pullEverySeconds: z.number().int().nullable(),
  failures: z.number().int(),
  /** The channel's own code of what went wrong last. */
  trouble: z.string().nullable(),
  /** Shipments the channel has not been told of: waiting for it, and given up. */
  unreported: z.object({ waiting: z.number().int(), failed: z.number().int() }),
  /** Where the marketplace is to send its pushes; null where it sends none. */
  webhookUrl: z.string().nullable(),
  version: z.number().int(),
})
export type ConnectionView = z.output<typeof connectionView>

export const reportStates = ['waiting', 'reported', 'already', 'failed', 'withdrawn'] as const
export type ReportState = (typeof reportStates)[number]

export const reportView = z.object({
  id: z.string(),
  orderId: z.string(),
  fulfilmentId: z.string(),
  trackingNo: z.string(),
  state: z.enum(reportStates),
  attempts: z.number().int(),
  dueAt: z.string().nullable(),
  reportedAt: z.string().nullable(),
  trouble: z.string().nullable(),
  version: z.number().int(),
})
export type ReportView = z.output<typeof reportView>

/** What runs beside the orders; each has a pace and troubles of its own. */
export const flows = ['stock', 'listings', 'refunds'] as const

export const pushCauses = ['stock', 'order', 'mapping', 'rule', 'drift', 'check', 'hand'] as const
export type PushCause = (typeof pushCauses)[number]

/** Everything the published stock follows from; kept with every push, so that a figure can be explained later. */
export const stockInputs = z.object({
  sellable: z.boolean(),
  available: z.number().int(),
  incoming: z.number().int(),
  /** Paid orders that hold nothing yet. */
  demand: z.number().int(),
  mode: z.enum(['percent', 'fixed']),
  percent: z.number().int(),
  fixed: z.number().int(),
  plus: z.number().int(),
  buffer: z.number().int(),
  least: z.number().int(),
  most: z.number().int().nullable(),
  stopAt: z.number().int(),
  countIncoming: z.boolean(),
  guard: z.boolean(),
  ruleVersion: z.number().int(),
})
export type StockInputs = z.output<typeof stockInputs>

export const listingShows = ['all', 'open', 'mapped', 'none', 'trouble', 'drift'] as const

export const listingView = z.object({
  id: z.string(),
  shopId: z.string(),
  shopCode: z.string(),
  shopName: z.string(),
  channel: z.string(),
  itemId: z.string(),
  variationId: z.string(),
  sellerSku: z.string(),
  title: z.string(),
  state: z.enum(['on', 'off', 'gone']),
  price: z.string().nullable(),
  currency: z.string(),
  sku: z.object({ id: z.string(), code: z.string(), name: z.string(), bundle: z.boolean() }).nullable(),
  /** `none`: a person has said that it is no SKU. */
  mapping: z.enum(['open', 'auto', 'hand', 'none']),
  /** What the marketplace shows, as far as we know; null: never told. */
  channelQuantity: z.number().int().nullable(),
  channelSeenAt: z.string().nullable(),
  pushedQuantity: z.number().int().nullable(),
  pushedAt: z.string().nullable(),
  /** Something has changed that the marketplace has not been told of yet. */
  waiting: z.boolean(),
  trouble: z.string().nullable(),
  /** By how much the marketplace showed more than it was told, when it was read last. */
  drift: z.number().int(),
  driftAt: z.string().nullable(),
  version: z.number().int(),
})
export type ListingView = z.output<typeof listingView>

/** Lines of one bulk mapping. */
export const mostMappings = 1000
export const mappedLine = z.object({
  /** Its place among those that were sent, from 1. */
  line: z.number().int(),
  /** `several`: the item has variations, say which; `twice`: a line above says otherwise of the same listing. */
  outcome: z.enum(['mapped', 'unchanged', 'unknown_listing', 'several', 'unknown_sku', 'archived', 'twice']),
  /** How many listings it names. */
  listings: z.number().int(),
})
export type MappedLine = z.output<typeof mappedLine>
export const listingsMapped = z.object({ mapped: z.number().int(), results: z.array(mappedLine) })
export type ListingsMapped = z.output<typeof listingsMapped>

export const listingDetail = listingView.extend({
  /** What it is to show now; null while it means no SKU. */
  published: z.object({ quantity: z.number().int(), inputs: stockInputs }).nullable(),
  /** Whether the shop tells its stock at all. */
  publishing: z.boolean(),
  pushes: z.array(
    z.object({
      at: z.string(),
      quantity: z.number().int(),
      cause: z.string(),
      /** `taken`, or what the marketplace said. */
      outcome: z.string(),
      inputs: stockInputs,
    }),
  ),
})
export type ListingDetail = z.output<typeof listingDetail>

export const shopRuleView = z.object({
  shopId: z.string(),
  publish: z.boolean(),
  mode: z.enum(['percent', 'fixed']),
  percent: z.number().int(),
  fixed: z.number().int(),
  plus: z.number().int(),
  buffer: z.number().int(),
  least: z.number().int(),
  most: z.number().int().nullable(),
  stopAt: z.number().int(),
  warehouseIds: z.array(z.string()).nullable(),
  countIncoming: z.boolean(),
  guard: z.boolean(),
  reviewWaitMinutes: z.number().int().nullable(),
  /** The hour of the shop's own clock from which all of its figures are computed anew and compared, once a night. */
  compareHour: z.number().int(),
  /** Listings whose figure on the marketplace, set by somebody else, the first word of ours would replace; counted up to 500. */
  overwrites: z.number().int(),
  /** Whether the marketplace's list was read yet; before that nobody knows what the first word of ours would replace. */
  listingsRead: z.boolean(),
  version: z.number().int(),
})
export type ShopRuleView = z.output<typeof shopRuleView>

export const flowsView = z.object({
  flows: z.array(
    z.object({
      flow: z.enum(flows),
      /** null: as things change. */
      everySeconds: z.number().int().nullable(),
      lastTried: z.string().nullable(),
      lastDone: z.string().nullable(),
      nextAt: z.string().nullable(),
      failures: z.number().int(),
      trouble: z.string().nullable(),
    }),
  ),
  listings: z.number().int(),
  /** Listings that mean no SKU yet. */
  open: z.number().int(),
  waiting: z.number().int(),
  refused: z.number().int(),
  drifting: z.number().int(),
})
export type FlowsView = z.output<typeof flowsView>
