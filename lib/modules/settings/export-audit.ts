import { z } from 'zod'
import { refuse } from '@/lib/kernel/refusal'
import { auditFilters } from '@/lib/modules/settings/schema'
import { seesAll } from '@/lib/platform/door/actor'
import { command } from '@/lib/platform/door/use-case'

/** Writes down who takes the trail out of the house, and by which search; the entrance then reads it page by page. */
export const exportAudit = command({
  name: 'audit.export',
  summary: 'Export the trail as a file',
  input: z.strictObject(auditFilters),
  output: z.object({ at: z.string() }),
  async run(ctx, { text, ...filters }) {
    if (!seesAll(ctx.actor)) refuse('forbidden', { permission: 'audit.export' })
    ctx.tell(Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined)))
    if (text) ctx.tellWords({ text })
    return { at: ctx.now.toISOString() }
  },
})
