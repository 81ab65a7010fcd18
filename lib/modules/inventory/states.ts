import { transitions } from '@/lib/kernel/states'

/** A transfer's states: what has left one warehouse has to arrive at the other or be told as lost. */
export const transferStates = transitions({
  draft: ['in_transit', 'cancelled'],
  in_transit: ['received'],
  received: [],
  cancelled: [],
})

export type TransferState = (typeof transferStates.states)[number]

/** An assembly order's states: once done it is undone by an order of the other kind. */
export const assemblyStates = transitions({
  draft: ['done', 'cancelled'],
  done: [],
  cancelled: [],
})

export type AssemblyState = (typeof assemblyStates.states)[number]
