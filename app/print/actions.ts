'use server'

import { getPackingSlip } from '@/lib/modules/orders/get-packing-slip'
import { actEach } from '@/lib/platform/entrance/action'

/** Each slip shown is a print: counted, and written down with who printed it. */
export async function packingSlipsAction(fulfilmentIds: readonly string[]) {
  return actEach(
    getPackingSlip,
    fulfilmentIds.map((fulfilmentId) => ({ fulfilmentId })),
  )
}
