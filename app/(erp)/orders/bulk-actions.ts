'use server'

import { startOrderBulk } from '@/lib/modules/orders/start-bulk'
import { act } from '@/lib/platform/entrance/action'

export async function startBulkAction(input: unknown) {
  return act(startOrderBulk, input)
}
