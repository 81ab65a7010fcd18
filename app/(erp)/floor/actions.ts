'use server'

import { cancelWave } from '@/lib/modules/warehouse/cancel-wave'
import { createHandOver } from '@/lib/modules/warehouse/create-hand-over'
import { createStation } from '@/lib/modules/warehouse/create-station'
import { createWave } from '@/lib/modules/warehouse/create-wave'
import { setCutOff } from '@/lib/modules/warehouse/set-cut-off'
import { setFloorPerson } from '@/lib/modules/warehouse/set-floor-person'
import { settleShortage } from '@/lib/modules/warehouse/settle-shortage'
import { updateStation } from '@/lib/modules/warehouse/update-station'
import { act } from '@/lib/platform/entrance/action'
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

export async function setFloorPersonAction(input: unknown) {
  return act(setFloorPerson, input)
}

export async function setCutOffAction(input: unknown) {
  return quiet(await act(setCutOff, input))
}
