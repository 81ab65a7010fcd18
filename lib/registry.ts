// Written by `npm run generate`; a test compares it with the modules.
import { closeShop } from '@/lib/modules/settings/close-shop'
import { closeWarehouse } from '@/lib/modules/settings/close-warehouse'
import { createShop } from '@/lib/modules/settings/create-shop'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { getShop } from '@/lib/modules/settings/get-shop'
import { getWarehouse } from '@/lib/modules/settings/get-warehouse'
import { listShops } from '@/lib/modules/settings/list-shops'
import { listWarehouses } from '@/lib/modules/settings/list-warehouses'
import { reopenShop } from '@/lib/modules/settings/reopen-shop'
import { reopenWarehouse } from '@/lib/modules/settings/reopen-warehouse'
import { updateShop } from '@/lib/modules/settings/update-shop'
import { updateWarehouse } from '@/lib/modules/settings/update-warehouse'
import type { UseCase } from '@/lib/platform/door/use-case'

export const registry: readonly UseCase[] = [
  closeShop,
  closeWarehouse,
  createShop,
  createWarehouse,
  getShop,
  getWarehouse,
  listShops,
  listWarehouses,
  reopenShop,
  reopenWarehouse,
  updateShop,
  updateWarehouse,
]
