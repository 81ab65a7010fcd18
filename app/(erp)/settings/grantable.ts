import type { Grantable } from '@/components/settings/grant-fields'
import { listRoles } from '@/lib/modules/settings/list-roles'
import { listShops } from '@/lib/modules/settings/list-shops'
import { listWarehouses } from '@/lib/modules/settings/list-warehouses'
import { requireActor, tryLoad } from '@/lib/platform/entrance/page'

/** What the member of this request may choose from when giving rights; the door judges again what is sent. */
export async function loadGrantable(): Promise<Grantable> {
  const actor = await requireActor()
  const [roles, shops, warehouses] = await Promise.all([
    tryLoad(listRoles, { limit: 200 }),
    tryLoad(listShops, { limit: 200 }),
    tryLoad(listWarehouses, { limit: 200 }),
  ])
  const place = ({ id, code, name }: { id: string; code: string; name: string }) => ({ id, code, name })
  return {
    // The list is newest first; the built-in roles were made from the widest to the narrowest.
    roles: roles.ok ? roles.value.items.map(({ code, name }) => ({ code, name })).reverse() : [],
    shops: shops.ok ? shops.value.items.map(place) : [],
    warehouses: warehouses.ok ? warehouses.value.items.map(place) : [],
    mayAllShops: actor.scope.shopIds === null,
    mayAllWarehouses: actor.scope.warehouseIds === null,
  }
}
