import type { StressResult, StressView } from '@/lib/modules/dispatch/schema'

export const stressColumns =
  'id, state, asked_by, sku_code, units, orders, clients, created_at, finished_at, result, ground_id'

export type StressRow = {
  id: string
  state: StressView['state']
  asked_by: string
  sku_code: string
  units: number
  orders: number
  clients: number
  created_at: Date
  finished_at: Date | null
  result: StressResult | null
  ground_id: string | null
}

export const stressOf = (row: StressRow): StressView => ({
  id: row.id,
  state: row.state,
  askedBy: row.asked_by,
  skuCode: row.sku_code,
  units: row.units,
  orders: row.orders,
  clients: row.clients,
  createdAt: row.created_at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
  result: row.result,
})
