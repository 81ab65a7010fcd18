import { listWarehouses } from '@/lib/modules/settings/list-warehouses'
import { load } from '@/lib/platform/entrance/page'
import { pickParams, type SearchParams } from '@/lib/platform/entrance/search-params'

/** The warehouse the page speaks of: the one in the address, else the first. */
export async function warehouseOf(searchParams: SearchParams) {
  const [{ items }, { warehouseCode }] = await Promise.all([
    load(listWarehouses, { limit: 200 }),
    pickParams(searchParams, ['warehouseCode']),
  ])
  const open = items.filter((warehouse) => warehouse.status === 'active')
  const current = open.find((warehouse) => warehouse.code === warehouseCode) ?? open[0]
  return { current, options: open.map(({ code, name }) => ({ value: code, label: name })) }
}
