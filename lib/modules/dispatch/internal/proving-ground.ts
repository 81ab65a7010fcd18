import { newId } from '@/lib/kernel/ids'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { createShop } from '@/lib/modules/settings/create-shop'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { getCompany } from '@/lib/modules/settings/get-company'
import { listShops } from '@/lib/modules/settings/list-shops'
import { updateCompany } from '@/lib/modules/settings/update-company'
import { systemActor } from '@/lib/platform/auth/actors'
import { registerCompany } from '@/lib/platform/auth/register-company'
import type { Actor, Tenant } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'

export const placeCode = 'PROOF'

/** A company that nobody can enter: same database, same code, same settings, and no way into anybody's lists and reports. */
export async function createGround({ currency, timeZone }: Tenant): Promise<string> {
  const slug = `proof-${newId().slice(-12)}`
  const owner = { name: 'proof', email: `${slug}@proof.invalid` }
  return (await registerCompany({ slug, name: slug, currency, timeZone, owner })).tenantId
}

/** Shop, warehouse and a new copy of the SKU with its units; answers who acts there and how the copy is called. */
export async function prepareGround(
  groundId: string,
  { settings, currency, timeZone }: Tenant,
  { skuCode, units }: { skuCode: string; units: number },
): Promise<{ actor: Actor; copy: string }> {
  const actor = await systemActor(groundId)
  const { items } = await run(listShops, actor, { limit: 1 })
  if (items.length === 0) {
    await run(createShop, actor, { code: placeCode, name: placeCode, channel: 'manual', currency, timeZone })
    await run(createWarehouse, actor, { code: placeCode, name: placeCode, kind: 'own' })
  }
  const { version } = await run(getCompany, actor, {})
  const { splitOrders, partialShipping } = settings
  await run(updateCompany, actor, { splitOrders, partialShipping, version })
  const copy = codeKey(`${skuCode.slice(0, 40)}~${newId().slice(-12)}`)
  const sku = { code: copy, name: copy, weightG: 100, listPrice: '1', currency }
  await run(createProduct, actor, { name: copy, skus: [sku] })
  const lines = [{ skuCode: copy, quantity: units, unitCost: '1' }]
  if (units > 0) await run(adjustStock, actor, { warehouseCode: placeCode, reason: 'stress run', lines })
  return { actor, copy }
}

/** Nothing of a run may wait for goods that never come. */
export async function clearGround(actor: Actor, copy: string, units: number): Promise<void> {
  const lines = [{ skuCode: copy, quantity: -units }]
  if (units > 0) await run(adjustStock, actor, { warehouseCode: placeCode, reason: 'stress run over', lines })
}
