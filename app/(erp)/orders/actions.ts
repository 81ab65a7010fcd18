'use server'

import { listSkus } from '@/lib/modules/catalog/list-skus'
import { addNote } from '@/lib/modules/orders/add-note'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import { createOrder } from '@/lib/modules/orders/create-order'
import { deliverOrder } from '@/lib/modules/orders/deliver-order'
import { dismissReject } from '@/lib/modules/orders/dismiss-reject'
import { holdOrder } from '@/lib/modules/orders/hold-order'
import { keepBuyer } from '@/lib/modules/orders/keep-buyer'
import { recordCall } from '@/lib/modules/orders/record-call'
import { recordPayment } from '@/lib/modules/orders/record-payment'
import { refundDone } from '@/lib/modules/orders/refund-done'
import { releaseFinanceReview } from '@/lib/modules/orders/release-finance-review'
import { releaseHold } from '@/lib/modules/orders/release-hold'
import { replayReject } from '@/lib/modules/orders/replay-reject'
import { rerouteOrder } from '@/lib/modules/orders/reroute-order'
import { revealBuyer } from '@/lib/modules/orders/reveal-buyer'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { setUrgent } from '@/lib/modules/orders/set-urgent'
import { unapproveOrder } from '@/lib/modules/orders/unapprove-order'
import { act, actEach, type Outcome } from '@/lib/platform/entrance/action'
import { quiet } from '@/lib/platform/entrance/quiet'

export async function keepBuyerAction(input: unknown) {
  return act(keepBuyer, input)
}

export async function reviewOrderAction(input: unknown) {
  return quiet(await act(reviewOrder, input))
}

export async function reviewOrdersAction(inputs: unknown): Promise<Outcome<Outcome<null>[]>> {
  const outcome = await actEach(reviewOrder, inputs)
  return outcome.ok ? { ok: true, value: outcome.value.map(quiet) } : outcome
}

export async function unapproveOrderAction(input: unknown) {
  return quiet(await act(unapproveOrder, input))
}

export async function rerouteOrderAction(input: unknown) {
  return quiet(await act(rerouteOrder, input))
}

export async function refundDoneAction(input: unknown) {
  return quiet(await act(refundDone, input))
}

export async function setUrgentAction(input: unknown) {
  return quiet(await act(setUrgent, input))
}

export async function cancelOrderAction(input: unknown) {
  return quiet(await act(cancelOrder, input))
}

export async function holdOrderAction(input: unknown) {
  return quiet(await act(holdOrder, input))
}

export async function releaseHoldAction(input: unknown) {
  return quiet(await act(releaseHold, input))
}

export async function recordPaymentAction(input: unknown) {
  return quiet(await act(recordPayment, input))
}

export async function releaseFinanceReviewAction(input: unknown) {
  return quiet(await act(releaseFinanceReview, input))
}

export async function deliverOrderAction(input: unknown) {
  return quiet(await act(deliverOrder, input))
}

export async function addNoteAction(input: unknown) {
  return quiet(await act(addNote, input))
}

export async function recordCallAction(input: unknown) {
  return quiet(await act(recordCall, input))
}

export async function revealBuyerAction(input: unknown) {
  return act(revealBuyer, input)
}

export async function createOrderAction(input: unknown): Promise<Outcome<{ id: string; number: string }>> {
  const outcome = await act(createOrder, input)
  return outcome.ok ? { ok: true, value: { id: outcome.value.id, number: outcome.value.number } } : outcome
}

/** What the SKU field of the order form offers. */
export async function findSkusAction(q: unknown) {
  const outcome = await act(listSkus, { q, status: 'active', limit: 20 })
  if (!outcome.ok) return []
  return outcome.value.items.map(({ code, name, nameEn, listPrice, currency }) => ({
    code,
    name,
    nameEn,
    listPrice,
    currency,
  }))
}

export async function replayRejectAction(input: unknown) {
  return act(replayReject, input)
}

export async function dismissRejectAction(input: unknown) {
  return quiet(await act(dismissReject, input))
}
