import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { id } from '@/lib/kernel/ids'
import { type ReturnRow, returnView, selectReturns } from '@/lib/modules/aftersales/internal/return-rows'
import { returnRequestView, returnStates } from '@/lib/modules/aftersales/schema'
import { markedWhere, markFilters } from '@/lib/modules/settings/marks'
import { idsOfSet } from '@/lib/modules/settings/number-sets'
import { shopByCode } from '@/lib/modules/settings/resolve-shops'
import type { Statement } from '@/lib/platform/db/statement'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const place = z.tuple([z.string().regex(/^[\d-]{10,14} [\d:.]{8,15}(\+00)?$/), z.uuid()])

/** Each source has an index of its own; as one condition with "or" over two tables none of them would be used. */
const named = `
  select n.id from return_requests n where n.tenant_id = $1 and n.number = upper($4)
  union all select n.id from return_requests n where n.tenant_id = $1 and n.channel_return_no = $4
  union all select n.id from orders m join return_requests n on n.tenant_id = $1 and n.order_id = m.id
   where m.tenant_id = $1 and m.channel_order_no = $4`

const filter = z.strictObject({
  ...pageFields,
  orderId: id('order').optional(),
  shopCode: z.string().max(100).optional(),
  /** `requested`: what has not wholly come back. */
  state: z.enum(returnStates).optional(),
  /** Number of the request, of the return in the channel, or of the order there. */
  q: z.string().trim().max(100).optional(),
  /** What somebody pasted: the answer of `number-set.create`. */
  set: id('number-set').optional(),
  ...markFilters,
})

async function returnRows(ctx: Context, asked: z.output<typeof filter>): Promise<Statement | null> {
  const { limit, cursor, orderId, shopCode, state, q, set } = asked
  const shop = shopCode === undefined ? undefined : await shopByCode(ctx, shopCode)
  if (shopCode !== undefined && !shop) return null
  const after = cursor ? decodeCursor(cursor, place) : undefined
  const params: unknown[] = [
    ...[shop ? [shop.id] : ctx.actor.scope.shopIds, orderId ?? null, q || null],
    ...[after?.[0] ?? null, after?.[1] ?? null, limit + 1, state ?? null, await idsOfSet(ctx, 'returns', set)],
  ]
  const bind = (value: unknown) => `$${params.push(value) + 1}`
  const marked = markedWhere(ctx, { kind: 'return-request', row: 'r.id', asked }, bind).map((one) => ` and ${one}`)
  return {
    text: `${selectReturns} and ($2::uuid[] is null or r.shop_id = any($2::uuid[])) and ($3::uuid is null or r.order_id = $3::uuid)
          and ($4::text is null or r.id in (${named})) and ($8::text is null or r.state = $8)
          and ($9::uuid[] is null or r.id = any($9::uuid[]))
          and ($5::text is null or (r.requested_at, r.id) < ($5::timestamp at time zone 'UTC', $6::uuid))
          ${marked.join('')}
        order by r.requested_at desc, r.id desc limit $7`,
    params,
  }
}

export const listReturnRequests = query({
  name: 'return-request.list',
  summary: 'What buyers want to send back, newest first',
  http: { method: 'GET', path: '/return-requests' },
  input: filter,
  example: { limit: 50 },
  output: pageView(returnRequestView),
  rows: returnRows,
  async run(ctx, asked) {
    const reading = await returnRows(ctx, asked)
    const rows = reading ? await ctx.sql<ReturnRow>(reading.text, reading.params) : []
    return pageOf(rows, asked.limit, returnView, (row) => encodeCursor([row.placed, row.id]))
  },
})
