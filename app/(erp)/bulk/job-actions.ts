'use server'

import { startCustomerBulk } from '@/lib/modules/customers/start-customer-bulk'
import { startParcelBulk } from '@/lib/modules/orders/start-parcel-bulk'
import { startRejectBulk } from '@/lib/modules/orders/start-reject-bulk'
import { startAlertBulk } from '@/lib/modules/purchasing/start-alert-bulk'
import { cancelBulk } from '@/lib/modules/settings/cancel-bulk'
import { retryBulk } from '@/lib/modules/settings/retry-bulk'
import { act } from '@/lib/platform/entrance/action'
import { quiet } from '@/lib/platform/entrance/quiet'

export async function startParcelBulkAction(input: unknown) {
  return act(startParcelBulk, input)
}

export async function startRejectBulkAction(input: unknown) {
  return act(startRejectBulk, input)
}

export async function startCustomerBulkAction(input: unknown) {
  return act(startCustomerBulk, input)
}

export async function startAlertBulkAction(input: unknown) {
  return act(startAlertBulk, input)
}

export async function cancelBulkAction(input: unknown) {
  return quiet(await act(cancelBulk, input))
}

export async function retryBulkAction(input: unknown) {
  return quiet(await act(retryBulk, input))
}
