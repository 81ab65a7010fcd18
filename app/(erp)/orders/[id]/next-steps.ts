import type { OrderView } from '@/lib/modules/orders/schema'
import { beforeShipped, type FulfilmentState, inWork, orderStates, overridableHolds } from '@/lib/modules/orders/states'
import type { OrderRights } from './order-rights'

export type Step =
  | 'approve'
  | 'call'
  | 'ship'
  | 'deliver'
  | 'reopen'
  | 'contact'
  | 'invalid'
  | 'hold'
  | 'reroute'
  | 'takeGoods'
  | 'urgent'
  | 'notUrgent'
  | 'split'
  | 'unsplit'
  | 'gift'
  | 'seal'
  | 'unseal'
  | 'presale'
  | 'notPresale'
  | 'unapprove'
  | 'cancel'

/** What can be done with an order now and by this member: the one thing that moves it on, and the rest. */
export function nextSteps(order: OrderView, can: OrderRights): { first: Step | null; rest: Step[] } {
  const { state } = order
  const to = (next: typeof state) => orderStates.can(state, next)
  const stopped = order.holds.some((hold) => !overridableHolds.includes(hold.code))
  const open = order.fulfilments.some(
    (parcel) => !parcel.shippedAt && parcel.state !== 'cancelled' && parcel.blockReason === null,
  )
  const unpicked = order.fulfilments.filter(
    (parcel) =>
      (parcel.state === 'allocated' || parcel.state === 'released') && !parcel.merged && parcel.blockReason === null,
  )
  const possible: Partial<Record<Step, boolean>> = {
    call: state === 'awaiting_contact' && can['call.record'],
    approve: to('approved') && can['order.review'],
    ship: state === 'awaiting_shipment' && open && can['fulfilment.ship'],
    deliver: to('delivered') && can['order.deliver'],
    reopen: state === 'invalid' && can['order.unapprove'],
    contact: to('awaiting_contact') && can['order.review'],
    unapprove: state !== 'invalid' && to('pending_review') && can['order.unapprove'],
    hold: beforeShipped.includes(state) && can['order.hold'] && !order.holds.some((hold) => hold.code === 'manual'),
    reroute:
      inWork.includes(state) &&
      can['order.reroute'] &&
      !stopped &&
      // What somebody holds in hand stays there, unless its goods are lost: then it is made anew elsewhere.
      !order.fulfilments.some((parcel) => inHand.includes(parcel.state) && parcel.blockReason !== 'stock_lost'),
    takeGoods: state === 'awaiting_purchase' && !stopped && can['order.take-goods'],
    split:
      can['order.split'] &&
      !order.sealed &&
      (state === 'awaiting_purchase' || unpicked.some((parcel) => unitsOf(parcel) > 1)),
    unsplit: can['order.unsplit'] && several(unpicked),
    gift: beforeShipped.includes(state) && can['order.add-gift'],
    seal: beforeShipped.includes(state) && can['order.set-sealed'] && !order.sealed,
    unseal: beforeShipped.includes(state) && can['order.set-sealed'] && order.sealed,
    presale:
      beforeShipped.includes(state) && state !== 'awaiting_shipment' && can['order.set-presale'] && !order.presale,
    notPresale: beforeShipped.includes(state) && can['order.set-presale'] && order.presale,
    urgent: beforeShipped.includes(state) && can['order.set-urgent'] && !order.urgent,
    notUrgent: beforeShipped.includes(state) && can['order.set-urgent'] && order.urgent,
    invalid: to('invalid') && can['order.review'],
    cancel: to('cancelled') && can['order.cancel'],
  }
  const steps = (Object.keys(possible) as Step[]).filter((step) => possible[step])
  // While something stops the order the next step is in the box that says so, not up here.
  const first = steps.find(
    (step) => step === 'call' || step === 'ship' || step === 'deliver' || step === 'reopen' || step === 'approve',
  )
  const primary = first && stopped && (first === 'approve' || first === 'ship') ? null : (first ?? null)
  return { first: primary, rest: steps.filter((step) => step !== primary) }
}

const inHand: readonly FulfilmentState[] = ['picking', 'packed']

const unitsOf = (parcel: OrderView['fulfilments'][number]) => parcel.lines.reduce((n, line) => n + line.quantity, 0)

/** Two of them lie in one warehouse. */
function several(parcels: OrderView['fulfilments']): boolean {
  return new Set(parcels.map((parcel) => parcel.warehouseCode)).size < parcels.length
}
