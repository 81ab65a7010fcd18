import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { id } from '@/lib/kernel/ids'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { skusByCode } from '@/lib/modules/catalog/resolve-skus'
import { serialView } from '@/lib/modules/inventory/batch-schema'
import { placesAsked } from '@/lib/modules/inventory/internal/places-asked'
import { serialStates } from '@/lib/modules/inventory/schema'
import { type SerialRow, selectSerials, serialView as view } from '@/lib/modules/inventory/serial-rows'
import { idsOfSet } from '@/lib/modules/settings/number-sets'
import type { Statement } from '@/lib/platform/db/statement'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.string(), z.uuid()])

const filter = z.strictObject({
  ...pageFields,
  /** The beginning of a number, in any case and width. */
  serialNo: z.string().max(100).optional(),
  skuCode: z.string().max(200).optional(),
  warehouseCode: z.string().max(100).optional(),
  state: z.enum(serialStates).optional(),
  /** What somebody pasted: the answer of `number-set.create`. */
  set: id('number-set').optional(),
})

async function serialRows(ctx: Context, asked: z.output<typeof filter>): Promise<Statement | null> {
  const { limit, cursor, serialNo, skuCode, warehouseCode, state, set } = asked
  const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
  const key = skuCode === undefined ? undefined : codeKey(skuCode)
  const known = key === undefined ? undefined : (await skusByCode(ctx, [key])).get(key)
  if (key !== undefined && !known) return null
  const start = serialNo === undefined ? '' : codeKey(serialNo)
  const places = await placesAsked(ctx, warehouseCode)
  return {
    text: `${selectSerials} and ($2::uuid is null or u.sku_id = $2) and ($3::text is null or u.state = $3)
          -- What has left is in nobody's warehouse and is seen by all.
          and ($4::uuid[] is null or u.warehouse_id = any($4::uuid[]) or ($5 and u.warehouse_id is null))
          and ($6 = '' or starts_with(u.code_key, $6)) and ($6 = '' or u.code_key >= $6)
          and ($7::text is null or (u.code_key, u.id) > ($7, $8::uuid))
          and ($10::uuid[] is null or u.id = any($10::uuid[]))
        order by u.code_key, u.id limit $9`,
    params: [
      ...[known?.id ?? null, state ?? null, places, warehouseCode === undefined, start],
      ...[after?.[0] ?? null, after?.[1] ?? null, limit + 1, await idsOfSet(ctx, 'serials', set)],
    ],
  }
}

export const listSerials = query({
  name: 'serial.list',
  summary: 'Units by their serial numbers, and where they are',
  http: { method: 'GET', path: '/stock/serials' },
  input: filter,
  example: { serialNo: 'SN2026' },
  output: pageView(serialView),
  rows: serialRows,
  async run(ctx, asked) {
    const reading = await serialRows(ctx, asked)
    const rows = reading ? await ctx.sql<SerialRow>(reading.text, reading.params) : []
    return pageOf(rows, asked.limit, view, (row) => encodeCursor([row.code_key, row.id]))
  },
})
