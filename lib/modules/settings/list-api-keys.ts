import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { apiKeys, apiKeyView as view } from '@/lib/modules/settings/internal/api-key-rows'
import { apiKeyView } from '@/lib/modules/settings/schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const place = z.tuple([z.uuid()])

export const listApiKeys = query({
  name: 'api-key.list',
  summary: 'List the API keys',
  http: { method: 'GET', path: '/api-keys' },
  input: z.strictObject(pageFields),
  example: {},
  output: pageView(apiKeyView),
  async run(ctx, { limit, cursor }) {
    let list = apiKeys(ctx)
      .orderBy('k.id', 'desc')
      .limit(limit + 1)
    if (cursor) list = list.where('k.id', '<', decodeCursor(cursor, place)[0])
    return pageOf(await list.execute(), limit, view, (row) => encodeCursor([row.id]))
  },
})
