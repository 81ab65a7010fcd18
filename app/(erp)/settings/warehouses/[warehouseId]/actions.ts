'use server'

import { closeBin } from '@/lib/modules/inventory/close-bin'
import { closeZone } from '@/lib/modules/inventory/close-zone'
import { createBin } from '@/lib/modules/inventory/create-bin'
import { createBins } from '@/lib/modules/inventory/create-bins'
import { createZone } from '@/lib/modules/inventory/create-zone'
import { reopenBin } from '@/lib/modules/inventory/reopen-bin'
import { reopenZone } from '@/lib/modules/inventory/reopen-zone'
import { updateBin } from '@/lib/modules/inventory/update-bin'
import { updateZone } from '@/lib/modules/inventory/update-zone'
import { act } from '@/lib/platform/entrance/action'
import { renamed } from '@/lib/platform/entrance/renamed'

export async function createZoneAction(input: unknown) {
  return act(createZone, input)
}

export async function updateZoneAction(input: unknown) {
  return act(updateZone, input)
}

export async function closeZoneAction(input: unknown) {
  return act(closeZone, renamed(input, 'id', 'zoneId'))
}

export async function reopenZoneAction(input: unknown) {
  return act(reopenZone, renamed(input, 'id', 'zoneId'))
}

export async function createBinAction(input: unknown) {
  return act(createBin, input)
}

export async function createBinsAction(input: unknown) {
  return act(createBins, input)
}

export async function updateBinAction(input: unknown) {
  return act(updateBin, input)
}

export async function closeBinAction(input: unknown) {
  return act(closeBin, renamed(input, 'id', 'binId'))
}

export async function reopenBinAction(input: unknown) {
  return act(reopenBin, renamed(input, 'id', 'binId'))
}
