import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { assemblyKinds, assemblyItem as view } from '@/lib/modules/inventory/assembly-schema'
import { type AssemblyRow, assemblyItem, selectAssemblies } from '@/lib/modules/inventory/internal/assembly-rows'
import { placesAsked } from '@/lib/modules/inventory/internal/places-asked'
import { assemblyStates } from '@/lib/modules/inventory/states'
import type { Statement } from '@/lib/platform/db/statement'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

const filter = z.strictObject({
  ...pageFields,
  state: z.enum(assemblyStates.states).optional(),
  kind: z.enum(assemblyKinds).optional(),
  warehouseCode: z.string().max(100).optional(),
})

async function assemblyRows(ctx: Context, asked: z.output<typeof filter>): Promise<Statement> {
  const { limit, cursor, state, kind, warehouseCode } = asked
  const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
  return {
    text: `${selectAssemblies} and ($2::uuid[] is null or a.warehouse_id = any($2::uuid[]))
          and ${state === undefined ? '$3::text is null' : 'a.state = $3'} and ($7::text is null or a.kind = $7)
          and ($4::timestamptz is null or (a.created_at, a.id) < ($4::timestamptz, $5::uuid))
        order by a.created_at desc, a.id desc limit $6`,
    params: [
      await placesAsked(ctx, warehouseCode),
      state ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit + 1,
      kind ?? null,
    ],
  }
}

export const listAssemblies = query({
  name: 'assembly.list',
  summary: 'Assembly orders, newest first',
  http: { method: 'GET', path: '/stock/assemblies' },
  input: filter,
  example: { state: 'draft' },
  output: pageView(view),
  rows: assemblyRows,
  async run(ctx, asked) {
    const { text, params } = await assemblyRows(ctx, asked)
    const rows = await ctx.sql<AssemblyRow>(text, params)
    const crypt = await ctx.crypt()
    return pageOf(
      rows,
      asked.limit,
      (r) => assemblyItem(crypt, r, ctx.tenant.currency),
      (r) => encodeCursor([r.created_at.toISOString(), r.id]),
    )
  },
})
