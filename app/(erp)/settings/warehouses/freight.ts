import type { WarehouseView } from '@/lib/modules/settings/schema'

type Costs = WarehouseView['freight']

const shape = /^(.+?)[\s:：]+(\d+(?:\.\d+)?)$/

/** As people write it: provinces divided by commas and what a parcel there costs, a group to a line; undefined where a line is none. */
export function costsOf(text: string): Costs | undefined {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const groups = lines.map((line) => {
    const [, names = '', cost = ''] = shape.exec(line) ?? []
    const provinces = names.split(/[,，、;；]/).map((name) => name.trim())
    return provinces.filter((province) => province !== '').map((province) => ({ province, cost }))
  })
  return groups.some((group) => group.length === 0) ? undefined : groups.flat()
}

/** Provinces of equal cost share a line. */
export function costsText(costs: Costs): string {
  const kinds = [...new Set(costs.map(({ cost }) => cost))]
  const names = (cost: string) => costs.filter((one) => one.cost === cost).map(({ province }) => province)
  return kinds.map((cost) => `${names(cost).join('、')} ${cost}`).join('\n')
}
