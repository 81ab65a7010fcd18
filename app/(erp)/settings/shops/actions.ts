'use server'

import { closeShop } from '@/lib/modules/settings/close-shop'
import { createShop } from '@/lib/modules/settings/create-shop'
import { reopenShop } from '@/lib/modules/settings/reopen-shop'
import { updateShop } from '@/lib/modules/settings/update-shop'
import { act } from '@/lib/platform/entrance/action'

export async function createShopAction(input: unknown) {
  return act(createShop, input)
}

export async function updateShopAction(input: unknown) {
  return act(updateShop, input)
}

export async function closeShopAction({ id, version }: { id: string; version: number }) {
  return act(closeShop, { shopId: id, version })
}

export async function reopenShopAction({ id, version }: { id: string; version: number }) {
  return act(reopenShop, { shopId: id, version })
}
