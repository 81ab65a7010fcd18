import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { readApiKey, apiKeyView as view } from '@/lib/modules/settings/internal/api-key-rows'
import { apiKeyView } from '@/lib/modules/settings/schema'
import { command } from '@/lib/platform/door/use-case'

export const disableApiKey = command({
  name: 'api-key.disable',
  summary: 'Disable an API key for good',
  http: { method: 'POST', path: '/api-keys/{apiKeyId}/disable' },
  input: z.strictObject({ apiKeyId: id('api-key') }),
  output: apiKeyView,
  async run(ctx, { apiKeyId }) {
    // Whoever may disable keys may disable every key, also a wider one: in an emergency the nearest hand must do.
    await readApiKey(ctx, apiKeyId)
    const { numUpdatedRows } = await ctx.db
      .updateTable('api_keys')
      .set((eb) => ({ disabled_at: ctx.now, version: eb('version', '+', 1) }))
      .where('id', '=', apiKeyId)
      .where('disabled_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows > 0n) ctx.touch('api-key', apiKeyId)
    return view(await readApiKey(ctx, apiKeyId))
  },
})
