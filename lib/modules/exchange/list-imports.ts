import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { type ImportRow, importViewOf, selectImports } from '@/lib/modules/exchange/internal/import-rows'
import { importView } from '@/lib/modules/exchange/schema'
import { importKindNames, importStates } from '@/lib/modules/exchange/states'
import type { Statement } from '@/lib/platform/db/statement'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const place = z.tuple([z.iso.datetime(), z.uuid()])

const filter = z.strictObject({
  ...pageFields,
  kind: z.enum(importKindNames).optional(),
  state: z.enum(importStates).optional(),
})

async function importRows(ctx: Context, asked: z.output<typeof filter>): Promise<Statement> {
  const { limit, cursor, kind, state } = asked
  const after = cursor ? decodeCursor(cursor, place) : undefined
  const { shopIds, warehouseIds } = ctx.actor.scope
  return {
    text: `${selectImports} and ($2::text is null or i.kind = $2) and ($3::text is null or i.state = $3)
          and ($4::uuid[] is null or i.shop_id is null or i.shop_id = any($4::uuid[]))
          and ($5::uuid[] is null or i.warehouse_id is null or i.warehouse_id = any($5::uuid[]))
          and ($6::timestamptz is null or (i.created_at, i.id) < ($6::timestamptz, $7::uuid))
        order by i.created_at desc, i.id desc limit $8`,
    params: [kind ?? null, state ?? null, shopIds, warehouseIds, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
  }
}

export const listImports = query({
  name: 'import.list',
  summary: 'Files that were sent in, newest first',
  http: { method: 'GET', path: '/imports' },
  input: filter,
  example: { kind: 'orders' },
  output: pageView(importView),
  rows: importRows,
  async run(ctx, asked) {
    const { text, params } = await importRows(ctx, asked)
    const rows = await ctx.sql<ImportRow>(text, params)
    return pageOf(rows, asked.limit, importViewOf, (row) => encodeCursor([row.created_at.toISOString(), row.id]))
  },
})
