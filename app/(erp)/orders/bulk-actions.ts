'use server'

import { startOrderBulk } from '@/lib/modules/orders/start-bulk'
import { cancelBulk } from '@/lib/modules/settings/cancel-bulk'
import { retryBulk } from '@/lib/modules/settings/retry-bulk'
import { act } from '@/lib/platform/entrance/action'
import { quiet } from '@/lib/platform/entrance/quiet'

export async function startBulkAction(input: unknown) {
  return act(startOrderBulk, input)
}

export async function cancelBulkAction(input: unknown) {
  return quiet(await act(cancelBulk, input))
}

export async function retryBulkAction(input: unknown) {
  return quiet(await act(retryBulk, input))
}
