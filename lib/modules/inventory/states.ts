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

/** A stocktake's states: it may be counted again until somebody has approved it, and what is posted stays posted. */
export const stocktakeStates = transitions({
  draft: ['counting', 'cancelled'],
  counting: ['review', 'cancelled'],
  review: ['counting', 'approved', 'posted', 'cancelled'],
  approved: ['counting', 'posted', 'cancelled'],
  posted: [],
  cancelled: [],
})

export type StocktakeState = (typeof stocktakeStates.states)[number]
