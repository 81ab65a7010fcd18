'use server'

import { closeWarehouse } from '@/lib/modules/settings/close-warehouse'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { reopenWarehouse } from '@/lib/modules/settings/reopen-warehouse'
import { updateWarehouse } from '@/lib/modules/settings/update-warehouse'
import { act } from '@/lib/platform/entrance/action'
import { renamed } from '@/lib/platform/entrance/renamed'

export async function createWarehouseAction(input: unknown) {
  return act(createWarehouse, input)
}

export async function updateWarehouseAction(input: unknown) {
  return act(updateWarehouse, input)
}

export async function closeWarehouseAction(input: unknown) {
  return act(closeWarehouse, renamed(input, 'id', 'warehouseId'))
}

export async function reopenWarehouseAction(input: unknown) {
  return act(reopenWarehouse, renamed(input, 'id', 'warehouseId'))
}
