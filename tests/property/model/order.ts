import type { Units } from '@/tests/property/model/clerk'
import type { Gift } from '@/tests/property/model/parcels'

export type Status = 'unpaid' | 'paid' | 'shipped' | 'delivered' | 'cancelled'
export type Word = { no: number; status: Status; units: Units; street: string; minute: number }

export type Order = Word & {
  state: string
  paid: boolean
  holds: Set<string>
  gifts: Gift[]
  /** Units asked back, once for all, and come back. */
  asked: Partial<Units>
  back: Units
  /** What the channel last said; `units` stay as they left once a parcel of ours has. */
  heard: Units
}
