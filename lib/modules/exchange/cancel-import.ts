import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { importRow, importViewOf } from '@/lib/modules/exchange/internal/import-rows'
import { importView } from '@/lib/modules/exchange/schema'
import { command } from '@/lib/platform/door/use-case'

export const cancelImport = command({
  name: 'import.cancel',
  summary: 'Stop an import; what was taken in by then stays and can be taken back',
  http: { method: 'POST', path: '/imports/{importId}/cancel' },
  input: z.strictObject({ importId: id('import') }),
  example: {},
  output: importView,
  async run(ctx, { importId }) {
    const row = await importRow(ctx, importId, 'change')
    const open = ['draft', 'queued', 'running', 'checked'].includes(row.state) && row.phase !== 'undo'
    if (!open) refuse('illegal_transition', { from: row.state, to: 'aborted' })
    // The page that is being written now ends; the next one finds the import stopped.
    await ctx.sql(
      `update imports set state = 'aborted', phase = 'over', finished_at = $3, version = version + 1 where tenant_id = $1 and id = $2`,
      [importId, ctx.now],
    )
    ctx.touch('import', importId)
    return importViewOf(await importRow(ctx, importId))
  },
})
