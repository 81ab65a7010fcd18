'use server'

import { listBins } from '@/lib/modules/inventory/list-bins'
import { cancelWave } from '@/lib/modules/warehouse/cancel-wave'
import { createCarton } from '@/lib/modules/warehouse/create-carton'
import { createHandOver } from '@/lib/modules/warehouse/create-hand-over'
import { createStation } from '@/lib/modules/warehouse/create-station'
import { createWave } from '@/lib/modules/warehouse/create-wave'
import { setCutOff } from '@/lib/modules/warehouse/set-cut-off'
import { setFloorPerson } from '@/lib/modules/warehouse/set-floor-person'
import { setPickFace } from '@/lib/modules/warehouse/set-pick-face'
import { settleShortage } from '@/lib/modules/warehouse/settle-shortage'
import { updateCarton } from '@/lib/modules/warehouse/update-carton'
import { updateStation } from '@/lib/modules/warehouse/update-station'
import { act, type Outcome } from '@/lib/platform/entrance/action'
import { quiet } from '@/lib/platform/entrance/quiet'

export async function createWaveAction(input: unknown) {
  return act(createWave, input)
}

export async function cancelWaveAction(input: unknown) {
  return quiet(await act(cancelWave, input))
}

export async function settleShortageAction(input: unknown) {
  return quiet(await act(settleShortage, input))
}

export async function createHandOverAction(input: unknown) {
  return act(createHandOver, input)
}

export async function createStationAction(input: unknown) {
  return quiet(await act(createStation, input))
}

export async function updateStationAction(input: unknown) {
  return quiet(await act(updateStation, input))
}

export async function createCartonAction(input: unknown) {
  return quiet(await act(createCarton, input))
}

export async function updateCartonAction(input: unknown) {
  return quiet(await act(updateCarton, input))
}

/** People write the code of a bin; the house knows it by its id. */
export async function setPickFaceAction(input: unknown): Promise<Outcome<null>> {
  const { warehouseId, binCode, ...face } = (typeof input === 'object' && input !== null ? input : {}) as Record<
    string,
    unknown
  >
  const bins = await act(listBins, { warehouseId, q: binCode, status: 'active', limit: 200 })
  if (!bins.ok) return bins
  const code = String(binCode).normalize('NFKC').trim().toUpperCase()
  const bin = bins.value.items.find((one) => one.code === code)
  if (!bin)
    return { ok: false, refusal: { code: 'invalid', params: {}, errors: [{ path: 'binCode', code: 'unknown' }] } }
  return quiet(await act(setPickFace, { ...face, binId: bin.id }))
}

export async function setFloorPersonAction(input: unknown) {
  return act(setFloorPerson, input)
}

export async function setCutOffAction(input: unknown) {
  return quiet(await act(setCutOff, input))
}
