import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { addDays } from '@/lib/kernel/time'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { findSkuIds } from '@/lib/modules/catalog/find-sku-ids'
import { skusByCode } from '@/lib/modules/catalog/resolve-skus'
import { batchStatuses, batchView } from '@/lib/modules/inventory/batch-schema'
import { type BatchRow, selectBatches, statusOn, batchView as view } from '@/lib/modules/inventory/internal/batch-rows'
import { placesAsked } from '@/lib/modules/inventory/internal/places-asked'
import { todayOf } from '@/lib/modules/inventory/today-of'
import type { Statement } from '@/lib/platform/db/statement'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const never = '9999-12-31'
const cursorShape = z.tuple([z.iso.date(), z.uuid()])
const expiry = `coalesce(k.expires_on, 'infinity'::date)`

const filter = z.strictObject({
  ...pageFields,
  skuCode: z.string().max(200).optional(),
  batchNo: z.string().max(100).optional(),
  warehouseCode: z.string().max(100).optional(),
  q: z.string().trim().min(1).max(100).optional(),
  status: z.enum(batchStatuses).optional(),
  /** Those that expire within so many days, or have. */
  withinDays: z.coerce.number().int().min(0).max(3650).optional(),
  /** `held`: only what lies somewhere in sight. */
  stock: z.enum(['held', 'all']).default('held'),
})

/** What expires first comes first; what never does, last. */
async function batchRows(ctx: Context, asked: z.output<typeof filter>): Promise<Statement | null> {
  const { limit, cursor, skuCode, batchNo, warehouseCode, q, status, withinDays, stock } = asked
  const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
  const key = skuCode === undefined ? undefined : codeKey(skuCode)
  const known = key === undefined ? undefined : (await skusByCode(ctx, [key])).get(key)
  if (key !== undefined && !known) return null
  const today = todayOf(ctx)
  return {
    text: `${selectBatches('$2', '$3')} and ($4::uuid[] is null or k.sku_id = any($4::uuid[])) and ($5::text is null or k.code_key = $5)
          and ($6::text is null or ${statusOn('$2')} = $6) and ($7::date is null or k.expires_on <= $7::date) and ($8 or h.on_hand > 0)
          and ($9::date is null or (${expiry}, k.id) > (case when $9::date = '${never}' then 'infinity' else $9::date end, $10::uuid))
        order by ${expiry}, k.id limit $11`,
    params: [
      today,
      await placesAsked(ctx, warehouseCode),
      known ? [known.id] : q === undefined ? null : await findSkuIds(ctx, q),
      batchNo === undefined ? null : codeKey(batchNo),
      status ?? null,
      withinDays === undefined ? null : addDays(today, withinDays),
      stock === 'all',
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit + 1,
    ],
  }
}

export const listBatches = query({
  name: 'batch.list',
  summary: 'Batches, those that expire first first',
  http: { method: 'GET', path: '/stock/batches' },
  input: filter,
  example: { withinDays: 60 },
  output: pageView(batchView),
  rows: batchRows,
  async run(ctx, asked) {
    const reading = await batchRows(ctx, asked)
    const rows = reading ? await ctx.sql<BatchRow>(reading.text, reading.params) : []
    return pageOf(rows, asked.limit, view, (row) => encodeCursor([row.expires_on ?? never, row.id]))
  },
})
