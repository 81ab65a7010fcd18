import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { id } from '@/lib/kernel/ids'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { skusByCode } from '@/lib/modules/catalog/resolve-skus'
import { type MovementRow, selectMovements, movementView as view } from '@/lib/modules/inventory/internal/movement-rows'
import { placesAsked } from '@/lib/modules/inventory/internal/places-asked'
import { movementView } from '@/lib/modules/inventory/schema'
import { idsOfSet } from '@/lib/modules/settings/number-sets'
import type { Statement } from '@/lib/platform/db/statement'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

const filter = z.strictObject({
  ...pageFields,
  skuCode: z.string().max(200).optional(),
  warehouseCode: z.string().max(100).optional(),
  batchId: id('batch').optional(),
  /** What somebody pasted: the answer of `number-set.create`. */
  set: id('number-set').optional(),
})

/** Of many SKUs the newest of each suffice for a page of them all; a walk through the whole ledger might meet none for long. */
const newestOf = (skuIds: string, conditions: string) => `
  select k.id from unnest(${skuIds}::uuid[]) as u(sku_id) cross join lateral (
    select m.id, m.at from stock_movements m where m.tenant_id = $1 and m.sku_id = u.sku_id ${conditions}
     order by m.at desc, m.id desc limit $6) k
   order by k.at desc, k.id desc limit $6`

async function movementRows(ctx: Context, asked: z.output<typeof filter>): Promise<Statement | null> {
  const { limit, cursor, skuCode, warehouseCode, batchId, set } = asked
  const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
  const skuId = skuCode === undefined ? null : (await skusByCode(ctx, [codeKey(skuCode)])).get(codeKey(skuCode))?.id
  if (skuId === undefined) return null
  const places = await placesAsked(ctx, warehouseCode)
  const meant = await idsOfSet(ctx, 'movements', set)
  const params: unknown[] = [skuId, places, after?.[0] ?? null, after?.[1] ?? null, limit + 1]
  const param = (value: unknown) => `$${params.push(value) + 1}`
  const ofBatch = batchId === undefined ? '' : `and m.batch_id = ${param(batchId)}`
  const conditions = `and ${skuId === null ? '$2::uuid is null' : 'm.sku_id = $2'}
          and ($3::uuid[] is null or m.warehouse_id = any($3::uuid[]))
          and ($4::timestamptz is null or (m.at, m.id) < ($4::timestamptz, $5::uuid)) ${ofBatch}`
  const ofSet = meant ? `and m.id = any(array(${newestOf(param(meant), conditions)}))` : ''
  return {
    text: `${selectMovements} ${conditions} ${ofSet} order by m.at desc, m.id desc limit $6`,
    params,
  }
}

export const listMovements = query({
  name: 'stock.movements',
  summary: 'Stock movements, newest first: the ledger that balances are the sum of',
  http: { method: 'GET', path: '/stock/movements' },
  input: filter,
  example: { skuCode: 'TEA-001' },
  output: pageView(movementView),
  rows: movementRows,
  async run(ctx, asked) {
    const reading = await movementRows(ctx, asked)
    if (!reading) return { items: [], nextCursor: null }
    const rows = await ctx.sql<MovementRow>(reading.text, reading.params)
    const crypt = await ctx.crypt()
    return pageOf(
      rows,
      asked.limit,
      (r) => view(crypt, r),
      (r) => encodeCursor([r.at.toISOString(), r.id]),
    )
  },
})
