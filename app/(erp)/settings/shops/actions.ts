'use server'

import { closeShop } from '@/lib/modules/settings/close-shop'
import { createShop } from '@/lib/modules/settings/create-shop'
import { reopenShop } from '@/lib/modules/settings/reopen-shop'
import { updateShop } from '@/lib/modules/settings/update-shop'
import { act } from '@/lib/platform/entrance/action'
import { renamed } from '@/lib/platform/entrance/renamed'

export async function createShopAction(input: unknown) {
  return act(createShop, input)
}

export async function updateShopAction(input: unknown) {
  return act(updateShop, input)
}

export async function closeShopAction(input: unknown) {
  return act(closeShop, renamed(input, 'id', 'shopId'))
}

export async function reopenShopAction(input: unknown) {
  return act(reopenShop, renamed(input, 'id', 'shopId'))
}
