import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { pictureView } from '@/lib/modules/catalog/picture-of'
import { serialModes } from '@/lib/modules/catalog/schema'
import { cartonView } from '@/lib/modules/warehouse/carton-schema'
import { operations, scanRefusals, waveKinds, waveStates } from '@/lib/modules/warehouse/states'

/** What people scan or type where a scanner is broken. */
export const scannedText = z.string().trim().min(1).max(100)

export const pieces = z.int().min(1).max(100_000)

export const batchText = z.string().trim().min(1).max(60)

/**
 * What every scan carries: an id of its own, made where it is scanned, and the station. The same id again is the same scan,
 * sent again because its answer was lost: it has its effect once and gets its first answer.
 */
export const scanFields = {
  scanId: z.string().regex(/^[\w-]{8,64}$/),
  stationId: id('station'),
  /** When it was scanned, where that is earlier than now: a scanner may have been without a connection. */
  scannedAt: z.iso.datetime().optional(),
}

const goods = z.object({ code: z.string(), name: z.string(), nameEn: z.string() })

/** What the station says to a scan. Of the fields below the verdict each kind of work fills those it has. */
export const scanAnswer = z.object({
  scanId: z.string(),
  operation: z.enum(operations),
  verdict: z.enum(['ok', 'refused']),
  code: z.enum(scanRefusals).nullable(),
  /** The scan had been sent before; this is the answer of then. */
  repeated: z.boolean(),
  sku: goods.nullable(),
  binCode: z.string().nullable(),
  parcel: z.object({ id: z.string(), number: z.string(), blockReason: z.string().nullable() }).nullable(),
  quantity: z.number().int(),
  /** The batch that was meant; of a refusal the one that goes first. */
  batch: z.object({ batchNo: z.string(), expiresOn: z.string().nullable() }).nullable(),
  /** The number that was refused. */
  serial: z.string().nullable(),
  carton: z.object({ code: z.string(), name: z.string() }).nullable(),
  /** What a parcel left with; of a refused label the parcel it belongs to, or what this parcel should bear. */
  label: z
    .object({ carrierCode: z.string().nullable(), trackingNo: z.string(), parcel: z.string().nullable() })
    .nullable(),
  /** The number of the stocktake or the transfer. */
  document: z.string().nullable(),
  /** How many more of the same are still to come. */
  left: z.number().int().nullable(),
  /** This was the last of it: the wave is picked, the parcel is packed, sorted, shipped. */
  done: z.boolean(),
  /** Where the units go, parcel by parcel. */
  places: z.array(z.object({ slot: z.number().int(), parcel: z.string(), quantity: z.number().int() })),
  /** Where the rest is to be taken from instead. */
  bins: z.array(z.object({ binCode: z.string(), quantity: z.number().int() })),
  /** Parcels that have left the wave because nothing is there for them. */
  waiting: z.array(z.string()),
  /** Parcels whose orders leave from another warehouse now. */
  sent: z.array(z.object({ parcel: z.string(), warehouseCode: z.string() })),
  weight: z
    .object({
      weightG: z.number().int(),
      expectedG: z.number().int().nullable(),
      toleranceG: z.number().int().nullable(),
    })
    .nullable(),
})
export type ScanAnswer = z.output<typeof scanAnswer>

export const stationView = z.object({
  id: z.string(),
  name: z.string(),
  warehouseId: z.string(),
  warehouseCode: z.string(),
  status: z.enum(['active', 'closed']),
  /** A device is bound to it. */
  boundAt: z.string().nullable(),
  /** Who stands there now. */
  person: z.object({ id: z.string(), name: z.string() }).nullable(),
  signedInAt: z.string().nullable(),
  seenAt: z.string().nullable(),
  version: z.number().int(),
})
export type StationView = z.output<typeof stationView>

export const waveView = z.object({
  id: z.string(),
  number: z.string(),
  warehouseCode: z.string(),
  kind: z.enum(waveKinds),
  state: z.enum(waveStates.states as [string, ...string[]]),
  carrierCode: z.string().nullable(),
  choice: z.record(z.string(), z.unknown()),
  parcels: z.number().int(),
  units: z.number().int(),
  picked: z.number().int(),
  packed: z.number().int(),
  shipped: z.number().int(),
  createdBy: z.string(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  pickedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  version: z.number().int(),
})
export type WaveView = z.output<typeof waveView>

const batchHere = z.object({ batchNo: z.string(), expiresOn: z.string().nullable(), quantity: z.number().int() })

/** What a code at a station means, and what is asked of its units. */
export const goodsView = z.object({
  skuCode: z.string(),
  name: z.string(),
  nameEn: z.string(),
  picture: pictureView,
  batchTracked: z.boolean(),
  serialMode: z.enum(serialModes),
})
export type GoodsView = z.output<typeof goodsView>

/** A stop on the way through the bins. */
export const stopView = z.object({
  binCode: z.string(),
  zoneCode: z.string().nullable(),
  skuCode: z.string(),
  name: z.string(),
  nameEn: z.string(),
  barcodes: z.array(z.string()),
  picture: pictureView,
  /** The units are asked for their batch; those in the bin that may leave, in their turn. */
  batchTracked: z.boolean(),
  batches: z.array(batchHere),
  quantity: z.number().int(),
  picked: z.number().int(),
  /** Something stops every parcel that these units are for. */
  blocked: z.boolean(),
  parcels: z.array(
    z.object({
      fulfilmentId: z.string(),
      parcel: z.string(),
      slot: z.number().int(),
      quantity: z.number().int(),
      picked: z.number().int(),
    }),
  ),
})
export type StopView = z.output<typeof stopView>

export const parcelView = z.object({
  id: z.string(),
  number: z.string(),
  state: z.string(),
  blockReason: z.string().nullable(),
  warehouseCode: z.string(),
  wave: z.object({ id: z.string(), number: z.string(), slot: z.number().int() }).nullable(),
  lines: z.array(
    z.object({
      skuCode: z.string(),
      name: z.string(),
      nameEn: z.string(),
      barcodes: z.array(z.string()),
      picture: pictureView,
      batchTracked: z.boolean(),
      serialMode: z.enum(serialModes),
      /** Numbers of the units that have been put into it. */
      serials: z.array(z.string()),
      quantity: z.number().int(),
      picked: z.number().int(),
      checked: z.number().int(),
    }),
  ),
  /** What it is packed into, and what it would fit into best. */
  carton: z.object({ code: z.string(), name: z.string(), weightG: z.number().int() }).nullable(),
  suggestedCarton: cartonView.nullable(),
  photos: z.number().int(),
  packedAt: z.string().nullable(),
  expectedG: z.number().int().nullable(),
  weightG: z.number().int().nullable(),
  weighedAt: z.string().nullable(),
  acceptedBy: z.string().nullable(),
  carrierCode: z.string().nullable(),
  trackingNo: z.string().nullable(),
  /** Who did what with it at the stations, newest last. */
  trace: z.array(
    z.object({
      operation: z.enum(operations),
      verdict: z.enum(['ok', 'refused']),
      code: z.string().nullable(),
      person: z.string(),
      station: z.string(),
      skuCode: z.string().nullable(),
      quantity: z.number().int(),
      at: z.string(),
    }),
  ),
})
export type ParcelView = z.output<typeof parcelView>

export const photoView = z.object({
  id: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  takenBy: z.string(),
  /** '': it was sent from an office. */
  station: z.string(),
  takenAt: z.string(),
})
export type PhotoView = z.output<typeof photoView>

/** Who did what with a parcel. */
export const parcelWorkView = z.object({ number: z.string(), trace: parcelView.shape.trace })
export type ParcelWork = z.output<typeof parcelWorkView>

export const shortageView = z.object({
  id: z.string(),
  wave: z.string(),
  warehouseCode: z.string(),
  binCode: z.string(),
  skuCode: z.string(),
  name: z.string(),
  nameEn: z.string(),
  missing: z.number().int(),
  state: z.enum(['open', 'found', 'lost']),
  reportedBy: z.string(),
  createdAt: z.string(),
  settledAt: z.string().nullable(),
})
export type ShortageView = z.output<typeof shortageView>

export const pickFaceView = z.object({
  binId: z.string(),
  binCode: z.string(),
  skuCode: z.string(),
  name: z.string(),
  nameEn: z.string(),
  least: z.number().int(),
  most: z.number().int(),
})
export type PickFaceView = z.output<typeof pickFaceView>

export const handOverView = z.object({
  id: z.string(),
  number: z.string(),
  warehouseCode: z.string(),
  carrierCode: z.string(),
  parcels: z.number().int(),
  weightG: z.number().int(),
  createdBy: z.string(),
  createdAt: z.string(),
})
export type HandOverView = z.output<typeof handOverView>

export const floorPersonView = z.object({
  memberId: z.string(),
  name: z.string(),
  staffNo: z.string().nullable(),
  hasPin: z.boolean(),
  hasBadge: z.boolean(),
  /** 0: nothing is set yet. */
  version: z.number().int(),
})
export type FloorPersonView = z.output<typeof floorPersonView>

/** Digits alone: it is typed on a scanner's keys. */
export const pinField = z.string().regex(/^\d{4,8}$/)
export const staffNoField = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9]{1,12}$/)

export const boardStep = z.object({
  step: z.enum(['wave', 'pick', 'check', 'weigh', 'ship']),
  waiting: z.number().int(),
  lastHour: z.number().int(),
})
export type BoardStep = z.output<typeof boardStep>

export const boardView = z.object({
  warehouseCode: z.string(),
  at: z.string(),
  steps: z.array(boardStep),
  bottleneck: boardStep.shape.step.nullable(),
  late: z.object({
    count: z.number().int(),
    parcels: z.array(
      z.object({ id: z.string(), number: z.string(), orderId: z.string(), state: z.string(), dueAt: z.string() }),
    ),
  }),
  waves: z.array(waveView),
  stations: z.array(stationView.extend({ pieces: z.number().int() })),
  carriers: z.array(
    z.object({ carrierCode: z.string(), time: z.string(), cutOffAt: z.string(), waiting: z.number().int() }),
  ),
})
export type BoardView = z.output<typeof boardView>

/** What one person has done of one kind of work. */
export const outputRow = z.object({
  person: z.string(),
  operation: z.enum(operations),
  /** The beginning of the hour; null where the hours are summed up. */
  hour: z.string().nullable(),
  /** Absent where the SKUs are summed up; null for parcels, which are no SKU. */
  skuCode: z.string().nullable().optional(),
  pieces: z.number().int(),
  scans: z.number().int(),
  refused: z.number().int(),
})
export type OutputRow = z.output<typeof outputRow>

/** A bin to be filled up, and from where. */
export const replenishmentTask = z.object({
  skuCode: z.string(),
  name: z.string(),
  nameEn: z.string(),
  toBin: z.string(),
  /** What is not promised to waves. */
  held: z.number().int(),
  least: z.number().int(),
  most: z.number().int(),
  fromBin: z.string().nullable(),
  quantity: z.number().int(),
  /** Who is just doing it. */
  takenBy: z.string().nullable(),
})
export type ReplenishmentTask = z.output<typeof replenishmentTask>
