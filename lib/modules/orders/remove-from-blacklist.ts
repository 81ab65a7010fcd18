import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { blacklistRow, blacklistView } from '@/lib/modules/orders/internal/blacklist-rows'
import { command } from '@/lib/platform/door/use-case'

/** Orders that are held for it stay so: each is looked at by itself. */
export const removeFromBlacklist = command({
  name: 'blacklist.remove',
  summary: 'Take an entry off the blacklist',
  http: { method: 'DELETE', path: '/blacklist/{entryId}' },
  input: z.strictObject({ entryId: id('blacklist') }),
  async run(ctx, { entryId }) {
    const row = await blacklistRow(ctx, entryId)
    await ctx.sql('delete from blacklist where tenant_id = $1 and id = $2', [entryId])
    ctx.touch('blacklist', entryId)
    ctx.tell({ kind: row.kind })
    return blacklistView(await ctx.crypt(), row)
  },
})
