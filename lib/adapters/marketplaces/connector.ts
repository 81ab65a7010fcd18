import type { z } from 'zod'
import type { HttpAnswer, HttpRequest } from '@/lib/adapters/http'
import type {
  ChannelListing,
  ChannelNotice,
  ChannelOrder,
  ChannelRefund,
} from '@/lib/adapters/marketplaces/channel-order'
import type { BrokenElement, Parsers } from '@/lib/adapters/marketplaces/parse'
import type { Rate } from '@/lib/adapters/marketplaces/rate-limit'
import type { Reading } from '@/lib/adapters/marketplaces/reading'
import type { Trouble } from '@/lib/adapters/marketplaces/trouble'
import type { Json } from '@/lib/kernel/exact-json'

/** Keys and tokens of one shop by name, all texts; kept sealed, opened only here. `expiresAt` is an ISO instant. */
export type Credentials = Readonly<Record<string, string>>

/**
 * The smallest thing a channel takes a tracking number for. `quantity`: any units of a line; `line`: whole lines, so of a line in two
 * parcels it shows one number; `order`: one number of the whole order; `free`: nobody asks.
 */
export type TrackedUnit = 'quantity' | 'line' | 'order' | 'free'

export type ShipmentLimits = {
  readonly unit: TrackedUnit
  /** Further parcels have a call, or a place, of their own. */
  readonly extraParcels: boolean
  /** A parcel may carry orders of other shops beside its own: nothing where the label is the channel's and made for one shop's order. */
  readonly shared: boolean
}

export type Declared = {
  /** null: every shop has an address of its own. */
  readonly productionUrl: string | null
  /** The widest span of modified times one question may cover; null: any. */
  readonly orderWindowMs: number | null
  /** How far behind now the newest moment lies that may be asked for. */
  readonly lagMs: number
  /** How far back of its cursor a pull begins again: what became visible late is found, and twice is harmless. */
  readonly overlapMs: number
  /** What a shipment confirmation can say; splits and merges are planned by it, too. */
  readonly shipments: ShipmentLimits
  readonly webhooks: boolean
  /** Whether the channel tells of refunds by a list of changes; where it does not, nobody asks. */
  readonly refunds: boolean
  /** How many stock levels one call to `stock` may carry. */
  readonly stockBatch: number
  /** The fields of the credentials by which the channel counts calls, beside its address: all shops that share them share its limits. */
  readonly countedBy: readonly string[]
  /** By operation; `default` for those without a line of their own. */
  readonly rates: Readonly<Record<string, Rate>> & { readonly default: Rate }
}

export type Range = { readonly from: Date; readonly to: Date }

/**
 * `upTo`: everything modified before it has been handed over, so a cursor may move there. `after`: what follows on this page is had by
 * asking for the same range with these words, where the channel grants so few pages that none may be asked for twice.
 */
export type OrderPage = {
  readonly orders: ChannelOrder[]
  readonly broken: BrokenElement[]
  readonly upTo?: Date
  readonly after?: string
}

export type Shipment = {
  readonly channelOrderNo: string
  readonly carrierCode: string
  readonly carrierName: string
  readonly trackingNo: string
  readonly shippedAt: Date
  /** Our number of the parcel: where a channel wants a key, the same parcel is the same key. */
  readonly parcelNo: string
  readonly lines: readonly { readonly channelLineNo: string; readonly quantity: number }[]
  /** Whether these lines are all of the order. */
  readonly whole: boolean
  /** Whether nothing of the order is still to leave. */
  readonly complete: boolean
  /** What the channel was told of this parcel before it left anew, under another number or with another carrier: to be changed there. */
  readonly told?: { readonly carrierCode: string; readonly trackingNo: string }
}

/** `already`: the channel had it before this call, from an attempt whose answer was lost or from another system. */
export type Shipped = 'confirmed' | 'already'

export type StockLevel = Pick<ChannelListing, 'itemId' | 'variationId' | 'sellerSku'> & { readonly quantity: number }

export type Answer = { readonly json: Json; readonly reading: Reading; readonly http: HttpAnswer }

/** How a connector reaches its channel: the address, the keys of this moment, and calls that look after limits and retries. */
export type Call = {
  readonly baseUrl: string
  readonly credentials: Credentials
  readonly declared: Declared
  readonly parsers: Parsers
  now(): Date
  /**
   * `make` is called anew for every attempt: timestamps and tokens are part of what is signed. `ownToken`: the request carries
   * another token than the shop's, so a refusal of it says nothing about the shop's. `once`: the channel would do it again each time it
   * hears it, so when an answer is lost the caller looks what became of it before it asks again.
   */
  ask(
    operation: string,
    make: (credentials: Credentials) => HttpRequest,
    options?: { ownToken?: boolean; once?: boolean },
  ): Promise<Answer>
  /** For as long as a channel may still be busy with what it did not answer. */
  pause(ms: number): Promise<void>
}

/** One shop's conversation with its channel. Everything throws ChannelTrouble, after what may be retried was retried. */
export type Session = {
  /** The cheapest question that proves that we may ask. */
  test(): Promise<void>
  orders(range: Range & { readonly after?: string | undefined }): AsyncGenerator<OrderPage>
  order(channelOrderNo: string): Promise<ChannelOrder | undefined>
  ship(shipment: Shipment): Promise<Shipped>
  /** For each level what the channel refused of it, or null. At most `declared.stockBatch` of them; the same again is harmless. */
  stock(levels: readonly StockLevel[]): Promise<(Trouble | null)[]>
  listings(): AsyncGenerator<ChannelListing[]>
  refunds(range: Range): AsyncGenerator<ChannelRefund[]>
}

export type Delivery = { readonly headers: Readonly<Record<string, string>>; readonly body: string }

/**
 * What a channel is to the house. Parsers, signatures and the judgement of errors are pure; only `open` and `refresh` speak to
 * anybody, and only through the call they are given.
 */
export type Connector = {
  readonly channel: string
  readonly declared: Declared
  /** What a person enters, and which of it a screen must not show again. */
  readonly credentials: z.ZodType<Record<string, string | undefined>>
  readonly secrets: readonly string[]
  readonly parsers: Parsers
  /** undefined: the answer is a success. */
  classify(answer: HttpAnswer): Trouble | undefined
  /** Whether these credentials can be renewed without a person, and how: what is new of them. */
  readonly refresh?: {
    request(baseUrl: string, credentials: Credentials, now: Date): HttpRequest
    read(answer: HttpAnswer, now: Date): Credentials
  }
  /** The page where the merchant permits us, and the exchange of the code it sends back. */
  readonly authorise?: {
    /** The keys of the application that must be there before anybody can permit it. */
    readonly needs: readonly string[]
    /** '' as the base address is the marketplace itself; a sandbox has its page below its own. */
    url(baseUrl: string, credentials: Credentials, redirectUri: string, state: string): string
    /** What the page sent back: the code, and what else it tells of the shop. undefined: not from the marketplace. */
    answered(
      params: Readonly<Record<string, string>>,
      credentials: Credentials,
    ): { code: string; more?: Credentials } | undefined
    request(baseUrl: string, credentials: Credentials, code: string, redirectUri: string, now: Date): HttpRequest
    read(answer: HttpAnswer, now: Date): Credentials
  }
  readonly hooks?: {
    verify(delivery: Delivery, credentials: Credentials): boolean
    /** One key per delivery: the same twice is one. */
    key(delivery: Delivery): string
    notice(delivery: Delivery): ChannelNotice
  }
  open(call: Call): Session
}
