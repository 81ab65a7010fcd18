'use server'

import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { unshipFulfilment } from '@/lib/modules/orders/unship-fulfilment'
import { acceptWeight } from '@/lib/modules/warehouse/accept-weight'
import { act } from '@/lib/platform/entrance/action'
import { quiet } from '@/lib/platform/entrance/quiet'

export async function shipFulfilmentAction(input: unknown) {
  return quiet(await act(shipFulfilment, input))
}

export async function unshipFulfilmentAction(input: unknown) {
  return quiet(await act(unshipFulfilment, input))
}

export async function acceptWeightAction(input: unknown) {
  return quiet(await act(acceptWeight, input))
}
