import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { blacklistRow, blacklistView } from '@/lib/modules/orders/internal/blacklist-rows'
import { query } from '@/lib/platform/door/use-case'

export const getBlacklistEntry = query({
  name: 'blacklist.get',
  summary: 'One entry of the blacklist, masked',
  http: { method: 'GET', path: '/blacklist/{entryId}' },
  input: z.strictObject({ entryId: id('blacklist') }),
  async run(ctx, { entryId }) {
    return blacklistView(await ctx.crypt(), await blacklistRow(ctx, entryId))
  },
})
