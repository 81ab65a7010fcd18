import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { id } from '@/lib/kernel/ids'
import { searchTokens } from '@/lib/modules/customers/internal/customer-body'
import { customerColumns, customerRows, type DbCustomer } from '@/lib/modules/customers/internal/customer-rows'
import { customerRow } from '@/lib/modules/customers/schema'
import { visible } from '@/lib/modules/customers/visible'
import { markedWhere, markFilters } from '@/lib/modules/settings/marks'
import { idsOfSet } from '@/lib/modules/settings/number-sets'
import type { Statement } from '@/lib/platform/db/statement'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const place = z.tuple([z.string().regex(/^[\d-]{10,14} [\d:.]{8,15}(\+00)?$/), z.uuid()])

type Row = DbCustomer & { placed: string }

const filter = z.strictObject({
  ...pageFields,
  /** A whole name, phone, its last four digits, e-mail, identity on a channel, or number. */
  q: z.string().trim().max(200).optional(),
  group: z.string().trim().max(60).optional(),
  tag: z.string().trim().max(40).optional(),
  /** What somebody pasted: the answer of `number-set.create`. */
  set: id('number-set').optional(),
  ...markFilters,
})

async function customersFound(ctx: Context, asked: z.output<typeof filter>): Promise<Statement> {
  const { limit, cursor, q, group, tag, set } = asked
  const tokens = q ? searchTokens(await ctx.crypt(), q) : null
  const [at, after] = cursor ? decodeCursor(cursor, place) : [null, null]
  const params: unknown[] = [
    ...[ctx.actor.scope.shopIds, ctx.actor.id, tokens, q ?? null],
    ...[group || null, tag || null, at, after, limit + 1, await idsOfSet(ctx, 'customers', set)],
  ]
  const bind = (value: unknown) => `$${params.push(value) + 1}`
  const marked = markedWhere(ctx, { kind: 'customer', row: 'c.id', asked }, bind).map((one) => ` and ${one}`)
  return {
    text: `select ${customerColumns}, (c.created_at at time zone 'UTC')::text as placed from customers c
        where c.tenant_id = $1 and ${visible('$2', '$3')}
          and ($4::bigint[] is null or c.number = upper($5) or c.id in (
            select k.customer_id from customer_tokens k where k.tenant_id = $1 and k.token = any($4::bigint[])))
          and ($6::text is null or c.group_name = $6) and ($7::text is null or c.tags ? $7)
          and ($11::uuid[] is null or c.id = any($11::uuid[]))
          and ($8::text is null or (c.created_at, c.id) < ($8::timestamp at time zone 'UTC', $9::uuid))
          ${marked.join('')}
        order by c.created_at desc, c.id desc limit $10`,
    params,
  }
}

export const listCustomers = query({
  name: 'customer.list',
  summary: 'Customers, masked, newest first, with what they bought',
  http: { method: 'GET', path: '/customers' },
  input: filter,
  example: { q: '13800138000' },
  output: pageView(customerRow),
  rows: customersFound,
  async run(ctx, asked) {
    const { text, params } = await customersFound(ctx, asked)
    const rows = await ctx.sql<Row>(text, params)
    const views = await customerRows(ctx, rows)
    const { nextCursor } = pageOf(
      rows,
      asked.limit,
      (row) => row.id,
      (row) => encodeCursor([row.placed, row.id]),
    )
    return { items: views.slice(0, asked.limit), nextCursor }
  },
})
