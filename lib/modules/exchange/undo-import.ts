import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { importQueued } from '@/lib/modules/exchange/events'
import { importRow, importViewOf } from '@/lib/modules/exchange/internal/import-rows'
import { expectRights } from '@/lib/modules/exchange/internal/rights'
import { importView } from '@/lib/modules/exchange/schema'
import { command } from '@/lib/platform/door/use-case'

export const undoImport = command({
  name: 'import.undo',
  summary: 'Take a whole import back, as long as nothing depends on what it made or has changed it since',
  http: { method: 'POST', path: '/imports/{importId}/undo' },
  input: z.strictObject({ importId: id('import') }),
  example: {},
  output: importView,
  async run(ctx, { importId }) {
    const row = await importRow(ctx, importId, 'change')
    expectRights(ctx.actor, row.kind)
    if (!['done', 'aborted', 'failed'].includes(row.state) || row.purged_at)
      refuse('illegal_transition', { from: row.state, to: 'undone' })
    await ctx.sql(
      `update imports set state = 'queued', phase = 'undo', failure = null, version = version + 1 where tenant_id = $1 and id = $2`,
      [importId],
    )
    ctx.emit(importQueued(importId))
    ctx.touch('import', importId)
    return importViewOf(await importRow(ctx, importId))
  },
})
