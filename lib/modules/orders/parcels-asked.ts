import { listFulfilments } from '@/lib/modules/orders/list-fulfilments'
import type { FulfilmentState } from '@/lib/modules/orders/states'
import { knownParams } from '@/lib/platform/known-params'

/** What the list of parcels opens with. */
export const firstParcels = 'allocated'

export const parcelTabs: readonly (FulfilmentState | 'all' | 'blocked' | 'late')[] = [
  firstParcels,
  'late',
  'blocked',
  'released',
  'picking',
  'packed',
  'shipped',
  'delivered',
  'cancelled',
  'all',
]

/** Lists of parcels that may be in any state. */
export const ofAnyState = (tab: string) => tab === 'all' || tab === 'blocked' || tab === 'late'

/** What an address of the list of parcels means: which of its tabs, and the filter of it. */
export function parcelsAsked(given: Readonly<Record<string, string | string[] | undefined>>) {
  const { state, ...params } = knownParams(listFulfilments.input, given)
  const every = [given.state].flat()[0] === 'all'
  const tab = params.blocked ? 'blocked' : params.late ? 'late' : every ? 'all' : (state ?? firstParcels)
  return { tab, filter: ofAnyState(tab) ? params : { ...params, state: tab } }
}
