'use server'

import { closeWarehouse } from '@/lib/modules/settings/close-warehouse'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { reopenWarehouse } from '@/lib/modules/settings/reopen-warehouse'
import { updateWarehouse } from '@/lib/modules/settings/update-warehouse'
import { act } from '@/lib/platform/entrance/action'

export async function createWarehouseAction(input: unknown) {
  return act(createWarehouse, input)
}

export async function updateWarehouseAction(input: unknown) {
  return act(updateWarehouse, input)
}

export async function closeWarehouseAction({ id, version }: { id: string; version: number }) {
  return act(closeWarehouse, { warehouseId: id, version })
}

export async function reopenWarehouseAction({ id, version }: { id: string; version: number }) {
  return act(reopenWarehouse, { warehouseId: id, version })
}
