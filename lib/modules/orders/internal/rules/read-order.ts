import type { Contact } from '@/lib/modules/orders/schema'
import type { OrderState } from '@/lib/modules/orders/states'

/** An order's own columns, as far as rules may ask for them. */
export type OrderFactsRow = {
  id: string
  number: string
  state: OrderState
  version: number
  urgent: boolean
  flag: string
  risk_score: number | null
  presale: boolean
  has_buyer_note: boolean
  shop: string
  channel: string
  currency: string
  country: string
  province: string
  city: string
  units: number
  line_count: number
  total_minor: bigint
  discount_minor: bigint
  freight_minor: bigint
  ordered_at: Date
  created_at: Date
  paid_at: Date | null
  promised_ship_at: Date | null
  contact: Buffer | null
}

/** With the buyer, where a rule asks for what only the sealed contact says. */
export type ReadOrder = OrderFactsRow & { person: Contact | undefined }
