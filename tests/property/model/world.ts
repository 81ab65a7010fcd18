import { createProduct } from '@/lib/modules/catalog/create-product'
import { createBin } from '@/lib/modules/inventory/create-bin'
import { createZone } from '@/lib/modules/inventory/create-zone'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { updateCompany } from '@/lib/modules/settings/update-company'
import { memberActor, systemActor } from '@/lib/platform/auth/actors'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { type Method, roomOfShelf, type Sku, skus } from '@/tests/property/model/clerk'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'

/** Where one walk goes: SKUs, bins and orders of its own in a company that other walks have been in before. Ids to the model's names. */
export type World = TestShop & {
  /** What sets its SKUs and orders apart from other walks'. */
  readonly mark: string
  readonly skus: ReadonlyMap<string, Sku>
  readonly bins: ReadonlyMap<string, string>
  readonly places: ReadonlyMap<string, string>
  readonly orders: Map<string, number>
}

export type Company = TestShop & {
  readonly method: Method
  readonly zoneId: string
  readonly places: ReadonlyMap<string, string>
  walks: number
}

/** Shop, two warehouses, a zone for defective goods, and the method that is fixed once goods have moved. */
export async function createCompany(method: Method): Promise<Company> {
  const shop = await createShopWithStock({})
  await run(updateCompany, shop.owner, { costMethod: method, version: 1 })
  const owner = await memberActor(shop.tenantId, shop.owner.id ?? '')
  if (owner?.tenant.settings.costMethod !== method) throw new Error('the method is not told')
  const { warehouseId } = shop
  const far = await run(createWarehouse, owner, { code: 'GZ', name: 'Guangzhou', kind: 'own', priority: 200 })
  const bad = await run(createZone, owner, { warehouseId, code: 'X', name: 'X', kind: 'defective' })
  const places = new Map([
    [warehouseId, 'HZ'],
    [far.id, 'GZ'],
  ])
  return { ...shop, owner, system: await systemActor(shop.tenantId), method, zoneId: bad.id, places, walks: 0 }
}

export async function createWorld(company: Company): Promise<World> {
  const { owner, tenantId, warehouseId, zoneId, places } = company
  const mark = String(++company.walks)
  const codes = skus.map((sku) => `${sku}-${mark}`)
  const price = { listPrice: '20.00', currency: 'CNY' }
  await run(createProduct, owner, { name: `Walk ${mark}`, skus: codes.map((code) => ({ code, ...price })) })
  await run(createBin, owner, { warehouseId, code: `A-1-${mark}`, capacity: roomOfShelf })
  await run(createBin, owner, { warehouseId, code: `X-1-${mark}`, zoneId })
  const { rows } = await inTenant(tenantId, 'read', (client) =>
    client.query<{ id: string; kind: string; code: string; place: string | null }>(
      `select id, 'sku' as kind, code, null::uuid as place from skus where tenant_id = $1 and code = any($2)
       union all select id, 'bin', code, warehouse_id from bins where tenant_id = $1 and (code = any($3) or is_default)`,
      [tenantId, codes, [`A-1-${mark}`, `X-1-${mark}`]],
    ),
  )
  const own = (code: string) => code.replace(new RegExp(`-${mark}$`), '')
  return {
    ...company,
    mark,
    skus: new Map(rows.flatMap((r) => (r.kind === 'sku' ? [[r.id, own(r.code) as Sku]] : []))),
    bins: new Map(
      rows.flatMap((r) => (r.kind === 'bin' ? [[r.id, `${places.get(r.place ?? '')}/${own(r.code)}`]] : [])),
    ),
    orders: new Map(),
  }
}
