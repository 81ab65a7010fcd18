import type { movementReasons } from '@/lib/modules/inventory/schema'

export type MovementReason = (typeof movementReasons)[number]

/** Units of one receipt as they come in from elsewhere. */
export type LayerIn = { receivedAt: Date; quantity: number; value: bigint }

export type NewMovement = {
  skuId: string
  warehouseId: string
  /** Absent: out of the sellable bins in the sequence of the route, into the receiving bin. */
  binId?: string
  /** Takes what was picked for the parcel that leaves; else what is picked stays where it is. */
  staged?: boolean
  /** Signed; positive comes in. */
  quantity: number
  /** `move`: from bin to bin of one warehouse, in pairs that come to nothing; value and layers stay where they are. */
  reason: MovementReason
  referenceType: string
  referenceId: string
  /** What people read: a document's number. */
  reference: string
  note?: string
  /** Value of what comes in, minor units of the tenant's currency; absent: the place's average, else the hint, else nothing. */
  value?: bigint
  /** What comes in has an age and a value already, instead of `value`. */
  cameAs?: readonly LayerIn[]
  /** Value of one unit when nothing better is known. */
  unitHint?: bigint | null
  /** Absent: what goes out leaves the batches that expire first; what comes in of a SKU that asks for batches needs one. */
  batchId?: string | null
  /** The units by their numbers, where the SKU asks for them: as many as move. */
  serials?: readonly string[]
  /** Where a transfer that leaves goes to. */
  towards?: string
  /** The line of the document that this serves. */
  lineId?: string
  /** The movement that this one takes back, with `value`: its units return into the layers they left, or leave those it made. */
  undoes?: string
  /** The same key twice is refused by the database: one effect. */
  key: string
  /** Where the input speaks of it, for refusals. */
  paths?: {
    quantity: string
    bin?: string
    batch?: string
    serials?: string /** Where each stands among them. */
    serialsAt?: readonly number[]
  }
}
