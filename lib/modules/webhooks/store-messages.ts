import { z } from 'zod'
import { firstIdAt } from '@/lib/kernel/ids'
import { storeOrders, storeParcels, storeShops, storeStock } from '@/lib/modules/webhooks/internal/store-messages'
import { dueOf } from '@/lib/modules/webhooks/internal/webhook-rows'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

/** The house's own events behind what is told; which of them happened, the rows themselves say. */
export const heard = [
  'orders.created',
  'orders.approved',
  'orders.allocated',
  'orders.short',
  'orders.cancelled',
  'orders.shipped',
  'orders.unshipped',
  'orders.delivered',
  'fulfilment.shipped',
  'stock.changed',
  'connection.stopped',
]
const most = 2000
/** Events of transactions that committed late lie before those already seen. */
const overlapMinutes = 10

const ids = z.array(z.uuid()).optional()
type About = { orderIds: string[]; fulfilmentIds: string[]; skus: { skuId: string; at: Date }[]; shopIds: string[] }

/**
 * Writes down what is to be told, before anything is sent. Woken by the events it names what they are about; by the clock it looks
 * through the events since it last did, should a wake-up have been lost.
 */
export const storeMessages = command({
  name: 'webhook.store',
  summary: 'Write down what programs outside are to be told',
  audited: false,
  input: z.strictObject({ orderIds: ids, fulfilmentIds: ids, skuIds: ids, shopIds: ids }),
  async run(ctx, { orderIds, fulfilmentIds, skuIds, shopIds }) {
    const [active] = await ctx.sql<{ swept_at: Date | null }>(
      `select min(swept_at) as swept_at from webhooks where tenant_id = $1 and state = 'active'`,
    )
    if (!active?.swept_at) return { more: false }
    const woken = orderIds ?? fulfilmentIds ?? skuIds ?? shopIds
    const swept = woken ? undefined : await since(ctx, active.swept_at)
    const about: About = swept ?? {
      orderIds: orderIds ?? [],
      fulfilmentIds: fulfilmentIds ?? [],
      skus: (skuIds ?? []).map((skuId) => ({ skuId, at: ctx.now })),
      shopIds: shopIds ?? [],
    }
    const told = [
      ...(await storeOrders(ctx, about.orderIds)),
      ...(await storeParcels(ctx, about.fulfilmentIds)),
      ...(await storeStock(ctx, about.skus)),
      ...(await storeShops(ctx, about.shopIds)),
    ]
    for (const webhookId of new Set(told)) ctx.emit(dueOf(webhookId))
    return { more: swept?.more ?? false }
  },
})

async function since(ctx: Context, sweptAt: Date): Promise<About & { more: boolean }> {
  const from = new Date(sweptAt.getTime() - overlapMinutes * 60_000)
  const rows = await ctx.sql<{ id: string; event: string; payload: Record<string, unknown> }>(
    'select id, event, payload from outbox where tenant_id = $1 and id >= $2 and event = any($3::text[]) order by id limit $4',
    [firstIdAt(from), heard, most],
  )
  const more = rows.length === most
  const last = rows.at(-1)
  await ctx.sql(`update webhooks set swept_at = greatest(swept_at, $2) where tenant_id = $1 and state = 'active'`, [
    // Beyond the overlap, or it would look at the same ones for ever.
    more && last ? new Date(Math.max(timeOf(last.id).getTime(), sweptAt.getTime() + 1)) : ctx.now,
  ])
  const newest = new Map<string, Date>()
  for (const row of rows)
    if (row.event === 'stock.changed') for (const skuId of texts(row, 'skuIds')) newest.set(skuId, timeOf(row.id))
  const all = (field: string) => [...new Set(rows.flatMap((row) => texts(row, field)))]
  return {
    orderIds: all('orderIds'),
    fulfilmentIds: all('fulfilmentId'),
    skus: [...newest].map(([skuId, at]) => ({ skuId, at })),
    shopIds: [...new Set(rows.flatMap((row) => (row.event === 'connection.stopped' ? texts(row, 'shopId') : [])))],
    more,
  }
}

function texts({ payload }: { payload: Record<string, unknown> }, field: string): string[] {
  const value = payload[field]
  return Array.isArray(value)
    ? value.filter((one) => typeof one === 'string')
    : typeof value === 'string'
      ? [value]
      : []
}

/** An id begins with the moment it was made at. */
function timeOf(id: string): Date {
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16))
}
