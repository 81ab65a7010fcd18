import { transitions } from '@/lib/kernel/states'

/** A wave ends when everything in it has left or was taken out of it; `picked` means nothing is left on the shelves. */
export const waveStates = transitions({
  released: ['picking', 'picked', 'done', 'cancelled'],
  picking: ['picked', 'done', 'cancelled'],
  picked: ['picking', 'done', 'cancelled'],
  done: [],
  cancelled: [],
})

export type WaveState = (typeof waveStates.states)[number]

export const openWaves: readonly WaveState[] = ['released', 'picking', 'picked']

/** By order: one parcel after the other. Batch: all units of a SKU at once, sorted afterwards. Cart: straight into numbered slots. */
export const waveKinds = ['by_order', 'batch', 'cart'] as const
export type WaveKind = (typeof waveKinds)[number]

/** The pieces of work a station does, each by scanning. */
export const operations = [
  'receive',
  'put_away',
  'move',
  'pick',
  'short',
  'sort',
  'check',
  'carton',
  'weigh',
  'ship',
  'return',
  'count',
  'transfer_send',
  'transfer_receive',
  'unship',
] as const
export type Operation = (typeof operations)[number]

/** Why a station says no to a scan that it understood. */
export const scanRefusals = [
  'unknown_code',
  'unknown_bin',
  'unknown_parcel',
  'wrong_item',
  'wrong_bin',
  'too_many',
  'blocked',
  'wave_over',
  'not_wanted',
  'not_picked',
  'not_packed',
  'not_weighed',
  'weight_off',
  'already_done',
  'counted_twice',
  'same_bin',
  'batch_needed',
  'wrong_batch',
  'later_batch',
  'batch_blocked',
  'serial_needed',
  'serial_unknown',
  'serial_shipped',
  'serial_elsewhere',
  'serial_taken',
  'unknown_carton',
  'wrong_label',
  'other_label',
  'void_label',
  'no_label',
  'not_shipped',
  'not_all',
  'paper_over',
] as const
export type ScanRefusal = (typeof scanRefusals)[number]

/** More than this much off what it should weigh, and the parcel stays: 30 g or 5 %, whichever is more. */
export function weightTolerance(expectedG: number): number {
  return Math.max(30, Math.floor((expectedG * 5) / 100))
}
