import { transitions } from '@/lib/kernel/states'

/** A transfer's states: what has left one warehouse has to arrive at the other or be told as lost. */
export const transferStates = transitions({
  draft: ['in_transit', 'cancelled'],
  in_transit: ['received'],
  received: [],
  cancelled: [],
})

export type TransferState = (typeof transferStates.states)[number]
