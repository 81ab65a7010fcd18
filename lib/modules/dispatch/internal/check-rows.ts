import type { Checked, CheckView } from '@/lib/modules/dispatch/schema'

export const checkColumns = 'id, state, asked_by, created_at, finished_at, took_ms, broken, items'

export type CheckRow = {
  id: string
  state: CheckView['state']
  asked_by: string
  created_at: Date
  finished_at: Date | null
  took_ms: number | null
  broken: number | null
  items: Checked[] | null
}

export const checkOf = (row: CheckRow): CheckView => ({
  id: row.id,
  state: row.state,
  askedBy: row.asked_by,
  createdAt: row.created_at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
  tookMs: row.took_ms,
  broken: row.broken,
  items: row.items ?? [],
})
