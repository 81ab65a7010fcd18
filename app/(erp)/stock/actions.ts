'use server'

import { listSkus } from '@/lib/modules/catalog/list-skus'
import { listStock } from '@/lib/modules/inventory/list-stock'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
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
