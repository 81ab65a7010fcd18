'use server'

import { activateProduct } from '@/lib/modules/catalog/activate-product'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { deleteProduct } from '@/lib/modules/catalog/delete-product'
import { discontinueProduct } from '@/lib/modules/catalog/discontinue-product'
import { removeImage } from '@/lib/modules/catalog/remove-image'
import { startProductBulk } from '@/lib/modules/catalog/start-product-bulk'
import { updateProduct } from '@/lib/modules/catalog/update-product'
import { updateSku } from '@/lib/modules/catalog/update-sku'
import { mergeSkus } from '@/lib/modules/orders/merge-skus'
import { trackSku } from '@/lib/modules/orders/track-sku'
import { act, actEach } from '@/lib/platform/entrance/action'

export async function createProductAction(input: unknown) {
  return act(createProduct, input)
}

export async function updateProductAction(input: unknown) {
  return act(updateProduct, input)
}

export async function activateProductAction(input: unknown) {
  return act(activateProduct, input)
}

export async function discontinueProductAction(input: unknown) {
  return act(discontinueProduct, input)
}

export async function deleteProductAction(input: unknown) {
  return act(deleteProduct, input)
}

export async function startProductBulkAction(input: unknown) {
  return act(startProductBulk, input)
}

export async function removeImageAction(input: unknown) {
  return act(removeImage, input)
}

export async function updateSkusAction(inputs: unknown) {
  return actEach(updateSku, inputs)
}

export async function mergeSkusAction(input: unknown) {
  return act(mergeSkus, input)
}

export async function trackSkuAction(input: unknown) {
  return act(trackSku, input)
}
