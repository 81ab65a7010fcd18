import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { id } from '@/lib/kernel/ids'
import { readApiKey } from '@/lib/modules/settings/internal/api-key-rows'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const place = z.tuple([z.uuid()])

export const apiRequestView = z.object({
  id: z.string(),
  at: z.string(),
  method: z.string(),
  route: z.string(),
  status: z.number().int(),
  ms: z.number().int(),
  requestId: z.string(),
})

export const listApiRequests = query({
  name: 'api-key.requests',
  summary: 'List what a key asked for lately: at least the first hundred of each minute, kept for a fortnight',
  http: { method: 'GET', path: '/api-keys/{apiKeyId}/requests' },
  input: z.strictObject({
    ...pageFields,
    apiKeyId: id('api-key'),
    /** Only those that were refused or failed. */
    failed: z.stringbool().optional(),
  }),
  example: { failed: 'true' },
  output: pageView(apiRequestView),
  async run(ctx, { apiKeyId, limit, cursor, failed }) {
    const { id: known } = await readApiKey(ctx, apiKeyId)
    let list = ctx.db
      .selectFrom('api_requests')
      .selectAll()
      .where('api_key_id', '=', known)
      .orderBy('id', 'desc')
      .limit(limit + 1)
    if (failed) list = list.where('status', '>=', 400)
    if (cursor) list = list.where('id', '<', decodeCursor(cursor, place)[0])
    return pageOf(
      await list.execute(),
      limit,
      ({ request_id: requestId, at, ...row }) => ({
        id: row.id,
        at: at.toISOString(),
        method: row.method,
        route: row.route,
        status: row.status,
        ms: row.ms,
        requestId,
      }),
      (row) => encodeCursor([row.id]),
    )
  },
})
