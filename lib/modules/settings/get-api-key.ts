import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { readApiKey, apiKeyView as view } from '@/lib/modules/settings/internal/api-key-rows'
import { apiKeyView } from '@/lib/modules/settings/schema'
import { query } from '@/lib/platform/door/use-case'

export const getApiKey = query({
  name: 'api-key.get',
  summary: 'Show one API key',
  http: { method: 'GET', path: '/api-keys/{apiKeyId}' },
  input: z.strictObject({ apiKeyId: id('api-key') }),
  output: apiKeyView,
  async run(ctx, { apiKeyId }) {
    return view(await readApiKey(ctx, apiKeyId))
  },
})
