import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { id } from '@/lib/kernel/ids'
import {
  type FulfilmentRow,
  fulfilmentColumns,
  fulfilmentLines,
  fulfilmentView,
} from '@/lib/modules/orders/internal/fulfilment-view'
import { seenOrders } from '@/lib/modules/orders/internal/seen-orders'
import { type FulfilmentState, fulfilmentStates } from '@/lib/modules/orders/states'
import { idsOfSet } from '@/lib/modules/settings/number-sets'
import type { Statement } from '@/lib/platform/db/statement'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf } from '@/lib/platform/paging'

/** Those that people at the stations still have to do with. */
const here: readonly FulfilmentState[] = ['allocated', 'released', 'picking', 'packed']

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

const filter = z.strictObject({
  ...pageFields,
  state: z.enum(fulfilmentStates.states as [string, ...string[]]).optional(),
  warehouseCode: z.string().max(100).optional(),
  /** '1': those that are stopped. */
  blocked: z.enum(['1']).optional(),
  /** '1': those that are still here though their orders were promised to have left. */
  late: z.enum(['1']).optional(),
  /** What somebody pasted: the answer of `number-set.create`. */
  set: id('number-set').optional(),
})

async function fulfilmentRows(ctx: Context, asked: z.output<typeof filter>): Promise<Statement> {
  const { limit, cursor, state, warehouseCode, blocked, late, set } = asked
  const meant = await idsOfSet(ctx, 'parcels', set)
  const { shopIds, warehouseIds } = ctx.actor.scope
  const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
  const conditions = ['f.tenant_id = $1']
  const params: unknown[] = []
  const where = (text: string, ...values: unknown[]) => {
    conditions.push(text.replace(/\?/g, () => `$${params.push(values.shift()) + 1}`))
  }
  if (state) where('f.state = ?', state)
  if (blocked) where('f.block_reason is not null')
  if (late) {
    where('f.state = any(?)', here)
    where(
      `exists (select 1 from fulfilment_lines l join orders o on o.tenant_id = $1 and o.id = l.order_id
                  where l.tenant_id = $1 and l.fulfilment_id = f.id and o.promised_ship_at < ?)`,
      ctx.now,
    )
  }
  if (meant) where('f.id = any(?::uuid[])', meant)
  if (warehouseCode) where('w.code = ?', warehouseCode)
  if (shopIds) where('f.shop_id = any(?::uuid[])', shopIds)
  if (warehouseIds) where('f.warehouse_id = any(?::uuid[])', warehouseIds)
  if (after) where('(f.created_at, f.id) < (?::timestamptz, ?::uuid)', after[0], after[1])
  return {
    text: `select ${fulfilmentColumns} from fulfilments f join warehouses w on w.tenant_id = $1 and w.id = f.warehouse_id
        where ${conditions.join(' and ')} order by f.created_at desc, f.id desc limit $${params.push(limit + 1) + 1}`,
    params,
  }
}

export const listFulfilments = query({
  name: 'fulfilment.list',
  summary: 'Fulfilments, newest first',
  http: { method: 'GET', path: '/fulfilments' },
  input: filter,
  example: { state: 'allocated' },
  rows: fulfilmentRows,
  async run(ctx, asked) {
    const { text, params } = await fulfilmentRows(ctx, asked)
    const rows = await ctx.sql<FulfilmentRow>(text, params)
    const lines = await fulfilmentLines(
      ctx,
      rows.map((r) => r.id),
    )
    const seen = await seenOrders(
      ctx,
      [...lines.values()].flat().map((l) => l.order_id),
    )
    const crypt = await ctx.crypt()
    return pageOf(
      rows,
      asked.limit,
      (row) => {
        const mine = lines.get(row.id) ?? []
        const orders = seen.flatMap(({ id, number }) => (mine.some((l) => l.order_id === id) ? [{ id, number }] : []))
        return { ...fulfilmentView(crypt, row, mine), orders, createdAt: row.created_at.toISOString() }
      },
      (row) => encodeCursor([row.created_at.toISOString(), row.id]),
    )
  },
})
