'use server'

import { listSkus } from '@/lib/modules/catalog/list-skus'
import { cancelAssembly } from '@/lib/modules/inventory/cancel-assembly'
import { cancelStocktake } from '@/lib/modules/inventory/cancel-stocktake'
import { cancelTransfer } from '@/lib/modules/inventory/cancel-transfer'
import { completeAssembly } from '@/lib/modules/inventory/complete-assembly'
import { createAssembly } from '@/lib/modules/inventory/create-assembly'
import { createPool } from '@/lib/modules/inventory/create-pool'
import { createPoolMove } from '@/lib/modules/inventory/create-pool-move'
import { createStocktake } from '@/lib/modules/inventory/create-stocktake'
import { createTransfer } from '@/lib/modules/inventory/create-transfer'
import { endPool } from '@/lib/modules/inventory/end-pool'
import { getTransfer } from '@/lib/modules/inventory/get-transfer'
import { leaveOutLines } from '@/lib/modules/inventory/leave-out-lines'
import { listBinStock } from '@/lib/modules/inventory/list-bin-stock'
import { listStock } from '@/lib/modules/inventory/list-stock'
import { receiveStock } from '@/lib/modules/inventory/receive-stock'
import { receiveTransfer } from '@/lib/modules/inventory/receive-transfer'
import { recountStocktake } from '@/lib/modules/inventory/recount-stocktake'
import { reviewStocktake } from '@/lib/modules/inventory/review-stocktake'
import { setPoolIncoming } from '@/lib/modules/inventory/set-pool-incoming'
import { setThresholds } from '@/lib/modules/inventory/set-thresholds'
import { shipTransfer } from '@/lib/modules/inventory/ship-transfer'
import { submitStocktake } from '@/lib/modules/inventory/submit-stocktake'
import { undoPoolMove } from '@/lib/modules/inventory/undo-pool-move'
import { updatePool } from '@/lib/modules/inventory/update-pool'
import { updateTransfer } from '@/lib/modules/inventory/update-transfer'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { lockBatch } from '@/lib/modules/orders/lock-batch'
import { moveStock } from '@/lib/modules/orders/move-stock'
import { postStocktake } from '@/lib/modules/orders/post-stocktake'
import { startStocktake } from '@/lib/modules/orders/start-stocktake'
import { trackSku } from '@/lib/modules/orders/track-sku'
import { unlockBatch } from '@/lib/modules/orders/unlock-batch'
import { setAlertSettings } from '@/lib/modules/purchasing/set-alert-settings'
import { settleAlert } from '@/lib/modules/purchasing/settle-alert'
import { snoozeAlert } from '@/lib/modules/purchasing/snooze-alert'
import { transferForAlert } from '@/lib/modules/purchasing/transfer-for-alert'
import { act, actEach } from '@/lib/platform/entrance/action'

export async function adjustStockAction(input: unknown) {
  return act(adjustStock, input)
}

export async function searchSkusAction(input: unknown) {
  return act(listSkus, input)
}

/** For a sheet's lines: a page of codes each. */
export async function findSkusAction(inputs: unknown) {
  return actEach(listSkus, inputs)
}

export async function findStockAction(inputs: unknown) {
  return actEach(listStock, inputs)
}

export async function receiveStockAction(input: unknown) {
  return act(receiveStock, input)
}

export async function moveStockAction(input: unknown) {
  return act(moveStock, input)
}

/** Where a SKU lies, for who is to say where it goes. */
export async function binStockAction(input: unknown) {
  return act(listBinStock, input)
}

export async function createTransferAction(input: unknown) {
  return act(createTransfer, input)
}

export async function updateTransferAction(input: unknown) {
  return act(updateTransfer, input)
}

export async function cancelTransferAction(input: unknown) {
  return act(cancelTransfer, input)
}

export async function shipTransferAction(input: unknown) {
  return act(shipTransfer, input)
}

export async function receiveTransferAction(input: unknown) {
  return act(receiveTransfer, input)
}

export async function snoozeAlertAction(input: unknown) {
  return act(snoozeAlert, input)
}

export async function settleAlertAction(input: unknown) {
  return act(settleAlert, input)
}

export async function transferForAlertAction(input: unknown) {
  return act(transferForAlert, input)
}

export async function setThresholdsAction(input: unknown) {
  return act(setThresholds, input)
}

export async function setAlertSettingsAction(input: unknown) {
  return act(setAlertSettings, input)
}

export async function createAssemblyAction(input: unknown) {
  return act(createAssembly, input)
}

export async function completeAssemblyAction(input: unknown) {
  return act(completeAssembly, input)
}

export async function cancelAssemblyAction(input: unknown) {
  return act(cancelAssembly, input)
}

export async function createPoolAction(input: unknown) {
  return act(createPool, input)
}

export async function updatePoolAction(input: unknown) {
  return act(updatePool, input)
}

export async function endPoolAction(input: unknown) {
  return act(endPool, input)
}

export async function createPoolMoveAction(input: unknown) {
  return act(createPoolMove, input)
}

export async function undoPoolMoveAction(input: unknown) {
  return act(undoPoolMove, input)
}

export async function setPoolIncomingAction(input: unknown) {
  return act(setPoolIncoming, input)
}

/** What is on its way, line by line, for who sets some of it aside. */
export async function transferLinesAction(input: unknown) {
  return act(getTransfer, input)
}

export async function trackSkuAction(input: unknown) {
  return act(trackSku, input)
}

export async function lockBatchAction(input: unknown) {
  return act(lockBatch, input)
}

export async function unlockBatchAction(input: unknown) {
  return act(unlockBatch, input)
}

export async function cancelStocktakeAction(input: unknown) {
  return act(cancelStocktake, input)
}

export async function createStocktakeAction(input: unknown) {
  return act(createStocktake, input)
}

export async function leaveOutLinesAction(input: unknown) {
  return act(leaveOutLines, input)
}

export async function recountStocktakeAction(input: unknown) {
  return act(recountStocktake, input)
}

export async function reviewStocktakeAction(input: unknown) {
  return act(reviewStocktake, input)
}

export async function submitStocktakeAction(input: unknown) {
  return act(submitStocktake, input)
}

export async function postStocktakeAction(input: unknown) {
  return act(postStocktake, input)
}

export async function startStocktakeAction(input: unknown) {
  return act(startStocktake, input)
}
