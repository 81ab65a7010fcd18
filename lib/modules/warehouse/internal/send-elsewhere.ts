import { sendFrom } from '@/lib/modules/orders/send-from'
import type { Station } from '@/lib/modules/warehouse/internal/stations'
import type { Task } from '@/lib/modules/warehouse/internal/tasks'
import type { Context } from '@/lib/platform/door/context'

/** Orders are locked before their parcels everywhere: who may send them from elsewhere takes them first. */
export async function lockOrdersAt(ctx: Context, waveId: string, skuId: string, binId: string): Promise<void> {
  await ctx.sql(
    `select 1 from orders where tenant_id = $1 and id in (
       select l.order_id from pick_tasks t join fulfilment_lines l on l.tenant_id = $1 and l.fulfilment_id = t.fulfilment_id
        where t.tenant_id = $1 and t.wave_id = $2 and t.sku_id = $3 and t.bin_id = $4 and t.state = 'open')
      order by id for update`,
    [waveId, skuId, binId],
    'short-orders-lock',
  )
}

export type Sent = { parcel: string; warehouseCode: string }

/** Sends the orders of parcels that have just left a wave from another warehouse, where one has all their goods. */
export async function sendElsewhere(
  ctx: Context,
  { warehouseId }: Station,
  wave: string,
  tasks: readonly Task[],
): Promise<Sent[]> {
  const sent: Sent[] = []
  for (const [fulfilmentId, number] of new Map(tasks.map((t) => [t.fulfilment_id, t.parcel]))) {
    const [place] = await ctx.sql<{ code: string; order_ids: string[]; others: boolean }>(
      `with wanted as (select l.sku_id, sum(l.quantity) as quantity from fulfilment_lines l where l.tenant_id = $1 and l.fulfilment_id = $2 group by l.sku_id)
       select w.code, array(select distinct l.order_id from fulfilment_lines l where l.tenant_id = $1 and l.fulfilment_id = $2 order by 1) as order_ids,
              exists (select 1 from fulfilment_lines l join fulfilment_lines o on o.tenant_id = $1 and o.order_id = l.order_id and o.fulfilment_id <> $2
                        join fulfilments f on f.tenant_id = $1 and f.id = o.fulfilment_id and f.state not in ('shipped', 'delivered', 'cancelled')
                       where l.tenant_id = $1 and l.fulfilment_id = $2) as others
         from warehouses w
        where w.tenant_id = $1 and w.id <> $3 and w.status = 'active' and not exists (
          select 1 from wanted n left join stock_balances b on b.tenant_id = $1 and b.sku_id = n.sku_id and b.warehouse_id = w.id
           where coalesce(b.on_hand - b.defective - b.blocked - b.reserved - b.pooled, 0) < n.quantity)
        order by w.priority, w.code limit 1`,
      [fulfilmentId, warehouseId],
      'short-elsewhere',
    )
    // A parcel of several orders, or one of several of its order, was made on purpose: a person decides about it.
    const [orderId] = place?.order_ids ?? []
    if (!place || orderId === undefined || place.order_ids.length > 1 || place.others) continue
    await sendFrom(ctx, { orderId, warehouseCode: place.code, reason: wave })
    sent.push({ parcel: number, warehouseCode: place.code })
  }
  return sent
}
