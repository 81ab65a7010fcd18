'use server'

import { receiveReturn } from '@/lib/modules/aftersales/receive-return'
import { undoReturnReceipt } from '@/lib/modules/aftersales/undo-return-receipt'
import { act } from '@/lib/platform/entrance/action'

export async function receiveReturnAction(input: unknown) {
  return act(receiveReturn, input)
}

export async function undoReturnReceiptAction(input: unknown) {
  return act(undoReturnReceipt, input)
}
