import { refuse } from '@/lib/kernel/refusal'
import type { BulkView } from '@/lib/modules/settings/bulk-shapes'
import { may, seesAll } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'

export type BulkRow = {
  id: string
  action: string
  state: BulkView['state']
  total: number
  done: number
  refused: number
  capped: boolean
  created_at: Date
  finished_at: Date | null
}

export const bulkColumns = 'id, action, state, total, done, refused, capped, created_at, finished_at'

export function bulkViewOf({ created_at, finished_at, ...row }: BulkRow): BulkView {
  return { ...row, createdAt: created_at.toISOString(), finishedAt: finished_at?.toISOString() ?? null }
}

/** A job of the actor's own, or anybody's for who may read the audit log and sees all shops and warehouses; others answer like unknown ones. */
export async function ownBulk(ctx: Context, jobId: string, lock: '' | 'for update' = ''): Promise<BulkRow> {
  const [row] = await ctx.sql<BulkRow>(
    `select ${bulkColumns} from bulk_jobs where tenant_id = $1 and id = $2 and ($3::uuid is null or owner_id = $3) ${lock}`,
    [jobId, may(ctx.actor, 'audit.list') && seesAll(ctx.actor) ? null : ctx.actor.id],
  )
  return row ?? refuse('not_found')
}
