'use server'

import { getPackingSlip } from '@/lib/modules/orders/get-packing-slip'
import { actEach } from '@/lib/platform/entrance/action'

/** Each slip shown is a print: counted, and written down with who printed it. */
export async function packingSlipsAction(fulfilmentIds: unknown) {
  const inputs = Array.isArray(fulfilmentIds) ? fulfilmentIds.map((fulfilmentId) => ({ fulfilmentId })) : undefined
  return actEach(getPackingSlip, inputs)
}
