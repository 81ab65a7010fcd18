import { z } from 'zod'
import { importQueued } from '@/lib/modules/exchange/events'
import { command } from '@/lib/platform/door/use-case'

const hour = 3_600_000
const most = 50

/**
 * Imports whose work was given up, by too many faults in a row, are told of again. One that is still at work loses nothing: of
 * two workers only the one with the next page gets on.
 */
export const reviveImports = command({
  name: 'import.revive',
  summary: 'Take up imports that nobody works on any more',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const rows = await ctx.sql<{ id: string }>(
      `select id from imports where tenant_id = $1 and state in ('queued', 'running') and created_at < $2 order by id limit ${most}`,
      [new Date(ctx.now.getTime() - hour)],
    )
    for (const { id } of rows) ctx.emit(importQueued(id))
    return { more: false }
  },
})
