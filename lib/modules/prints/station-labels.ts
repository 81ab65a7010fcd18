import { z } from 'zod'
import { carrierCodes } from '@/lib/kernel/carriers'
import { printLabels } from '@/lib/modules/prints/print-labels'
import { type PrintAnswer, reprintField } from '@/lib/modules/prints/schema'
import { getParcel } from '@/lib/modules/warehouse/get-parcel'
import { scannedText } from '@/lib/modules/warehouse/schema'
import { deriveKey, masterKey, openText, SealBroken, sealText } from '@/lib/platform/crypto'
import type { Actor } from '@/lib/platform/door/actor'
import { parse, run } from '@/lib/platform/door/run'

/** Who prints, and the station where they stand. */
type Place = { person: Actor; station: { id: string } }

const asked = z.strictObject({
  /** What was scanned of the parcel. */
  parcel: scannedText,
  carrierCode: z.enum(carrierCodes).optional(),
  reprint: reprintField,
})

/**
 * The label of one parcel that lies where the station stands: who is there by a PIN prints no list of parcels and nothing of another
 * warehouse, whatever they may print in the office. `printId` is a pass for this person at this station alone.
 */
export async function printLabelAt({ person, station }: Place, raw: unknown, requestId: string): Promise<PrintAnswer> {
  const { parcel, ...how } = parse(asked, raw)
  const { id } = await run(getParcel, person, { stationId: station.id, parcel }, { requestId })
  const answer = await run(printLabels, person, { fulfilmentIds: [id], ...how }, { requestId })
  return { ...answer, printId: answer.printId && sealText(passKey(), aadOf({ person, station }), answer.printId) }
}

/** The print behind a pass; of another person, another station or none at all opens nothing. */
export function printBehind(place: Place, pass: string): string | undefined {
  try {
    return openText(passKey(), aadOf(place), pass)
  } catch (e) {
    if (e instanceof SealBroken) return undefined
    throw e
  }
}

const passKey = () => deriveKey(masterKey(), 'station-prints')

const aadOf = ({ person, station }: Place) => `${person.tenantId} ${station.id} ${person.id}`
