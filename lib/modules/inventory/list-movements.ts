import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { fromMinor } from '@/lib/kernel/money'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { skusByCode } from '@/lib/modules/catalog/resolve-skus'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

type Row = {
  id: string
  at: Date
  sku_code: string
  sku_name: string
  warehouse_code: string
  reason: string
  quantity: number
  value_minor: bigint
  currency: string
  reference: string
  reference_type: string
  reference_id: string
  note: string
}

export const listMovements = query({
  name: 'stock.movements',
  summary: 'Stock movements, newest first: the ledger that balances are the sum of',
  http: { method: 'GET', path: '/stock/movements' },
  input: z.strictObject({
    ...pageFields,
    skuCode: z.string().max(200).optional(),
    warehouseCode: z.string().max(100).optional(),
  }),
  example: { skuCode: 'TEA-001' },
  async run(ctx, { limit, cursor, skuCode, warehouseCode }) {
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const skuId = skuCode === undefined ? null : (await skusByCode(ctx, [codeKey(skuCode)])).get(codeKey(skuCode))?.id
    if (skuId === undefined) return { items: [], nextCursor: null }
    const rows = await ctx.sql<Row>(
      `select m.id, m.at, s.code as sku_code, s.name as sku_name, w.code as warehouse_code, m.reason, m.quantity, m.value_minor, m.currency,
              m.reference, m.reference_type, m.reference_id, m.note
         from stock_movements m
         join skus s on s.tenant_id = $1 and s.id = m.sku_id
         join warehouses w on w.tenant_id = $1 and w.id = m.warehouse_id
        where m.tenant_id = $1 and ${skuId === null ? '$2::uuid is null' : 'm.sku_id = $2'} and ($3::text is null or w.code = $3)
          and ($4::uuid[] is null or m.warehouse_id = any($4::uuid[]))
          and ($5::timestamptz is null or (m.at, m.id) < ($5::timestamptz, $6::uuid))
        order by m.at desc, m.id desc limit $7`,
      [skuId, warehouseCode ?? null, ctx.actor.scope.warehouseIds, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    )
    return pageOf(
      rows,
      limit,
      (r) => ({
        id: r.id,
        at: r.at.toISOString(),
        skuCode: r.sku_code,
        skuName: r.sku_name,
        warehouseCode: r.warehouse_code,
        reason: r.reason,
        quantity: r.quantity,
        value: fromMinor(r.value_minor, r.currency),
        currency: r.currency,
        reference: r.reference,
        referenceType: r.reference_type,
        referenceId: r.reference_id,
        note: r.note,
      }),
      (r) => encodeCursor([r.at.toISOString(), r.id]),
    )
  },
})
