'use server'

import { addGift } from '@/lib/modules/orders/add-gift'
import { addToBlacklist } from '@/lib/modules/orders/add-to-blacklist'
import { blockFulfilment } from '@/lib/modules/orders/block-fulfilment'
import { getCancelPlan } from '@/lib/modules/orders/get-cancel-plan'
import { getSplitPlan } from '@/lib/modules/orders/get-split-plan'
import { mergeOrders } from '@/lib/modules/orders/merge-orders'
import { moveFulfilment } from '@/lib/modules/orders/move-fulfilment'
import { removeFromBlacklist } from '@/lib/modules/orders/remove-from-blacklist'
import { removeGift } from '@/lib/modules/orders/remove-gift'
import { removePresaleSku } from '@/lib/modules/orders/remove-presale-sku'
import { setPresale } from '@/lib/modules/orders/set-presale'
import { setPresaleSku } from '@/lib/modules/orders/set-presale-sku'
import { setSealed } from '@/lib/modules/orders/set-sealed'
import { splitByPlan } from '@/lib/modules/orders/split-by-plan'
import { splitOrder } from '@/lib/modules/orders/split-order'
import { takeGoods } from '@/lib/modules/orders/take-goods'
import { unblockFulfilment } from '@/lib/modules/orders/unblock-fulfilment'
import { undoOrder } from '@/lib/modules/orders/undo-order'
import { unmergeFulfilment } from '@/lib/modules/orders/unmerge-fulfilment'
import { unsplitOrder } from '@/lib/modules/orders/unsplit-order'
import { act, actEach, type Outcome } from '@/lib/platform/entrance/action'
import { quiet } from '@/lib/platform/entrance/quiet'

export async function splitPlanAction(input: unknown) {
  return act(getSplitPlan, input)
}

export async function splitOrderAction(input: unknown) {
  return quiet(await act(splitOrder, input))
}

export async function splitByPlanAction(input: unknown) {
  return quiet(await act(splitByPlan, input))
}

export async function unsplitOrderAction(input: unknown) {
  return quiet(await act(unsplitOrder, input))
}

export async function mergeOrdersAction(input: unknown): Promise<Outcome<string>> {
  const outcome = await act(mergeOrders, input)
  return outcome.ok ? { ok: true, value: outcome.value.number } : outcome
}

export async function takeGoodsAction(input: unknown) {
  return quiet(await act(takeGoods, input))
}

export async function moveFulfilmentAction(input: unknown) {
  return quiet(await act(moveFulfilment, input))
}

export async function unmergeFulfilmentAction(input: unknown) {
  return quiet(await act(unmergeFulfilment, input))
}

export async function blockFulfilmentAction(input: unknown) {
  return quiet(await act(blockFulfilment, input))
}

export async function unblockFulfilmentAction(input: unknown) {
  return quiet(await act(unblockFulfilment, input))
}

export async function cancelPlanAction(input: unknown) {
  return act(getCancelPlan, input)
}

export async function undoOrderAction(input: unknown) {
  return quiet(await act(undoOrder, input))
}

/** Of many done at once: what could not be taken back says why in the list itself, the first of it here. */
export async function undoOrdersAction(inputs: unknown): Promise<Outcome<null>> {
  const outcome = await actEach(undoOrder, inputs)
  if (!outcome.ok) return outcome
  return outcome.value.map(quiet).find((one) => !one.ok) ?? { ok: true, value: null }
}

export async function addGiftAction(input: unknown) {
  return quiet(await act(addGift, input))
}

export async function removeGiftAction(input: unknown) {
  return quiet(await act(removeGift, input))
}

export async function setSealedAction(input: unknown) {
  return quiet(await act(setSealed, input))
}

export async function setPresaleAction(input: unknown) {
  return quiet(await act(setPresale, input))
}

export async function setPresaleSkuAction(input: unknown) {
  return quiet(await act(setPresaleSku, input))
}

export async function removePresaleSkuAction(input: unknown) {
  return quiet(await act(removePresaleSku, input))
}

export async function addToBlacklistAction(input: unknown): Promise<Outcome<number>> {
  const outcome = await act(addToBlacklist, input)
  return outcome.ok ? { ok: true, value: outcome.value.held } : outcome
}

export async function removeFromBlacklistAction(input: unknown) {
  return quiet(await act(removeFromBlacklist, input))
}
