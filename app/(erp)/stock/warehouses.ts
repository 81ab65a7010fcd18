import { listWarehouses } from '@/lib/modules/settings/list-warehouses'
import { tryLoad } from '@/lib/platform/entrance/page'

export type WarehouseNames = Readonly<Record<string, string>>

/** Names of the warehouses in scope by their codes; none for who may not list them, the codes are then shown. */
export async function warehouseNames(): Promise<WarehouseNames> {
  const page = await tryLoad(listWarehouses, { limit: 200 })
  return Object.fromEntries(page.ok ? page.value.items.map(({ code, name }) => [code, name]) : [])
}

/** The open warehouses in scope, to choose from: those that are asked for goods first stand first. */
export async function openWarehouses(): Promise<{ value: string; label: string }[]> {
  const page = await tryLoad(listWarehouses, { limit: 200, status: 'active' })
  if (!page.ok) return []
  const sorted = [...page.value.items].sort((a, b) => a.priority - b.priority || (a.code < b.code ? -1 : 1))
  return sorted.map(({ code, name }) => ({ value: code, label: name }))
}
