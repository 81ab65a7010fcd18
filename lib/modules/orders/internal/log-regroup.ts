import { type Activity, logEvents } from '@/lib/modules/orders/internal/log-events'
import type { LineageKind, Regrouped } from '@/lib/modules/orders/internal/regroup-parcels'
import type { Context } from '@/lib/platform/door/context'

type Told = {
  kind: LineageKind
  orderIds: readonly string[]
  from: readonly { id: string; number: string }[]
  to: Regrouped
  words?: string
}

/** Every order whose goods changed their parcel says so on its time line. */
export async function logRegroup(ctx: Context, { kind, orderIds, from, to, words }: Told): Promise<void> {
  const data = {
    operation: kind,
    operationId: to.operationId,
    // Who may see these parcels may read the line.
    fulfilmentId: from[0]?.id,
    from: from.map((p) => p.number),
    to: to.parcels.map((p) => p.number),
  }
  await logEvents(
    ctx,
    orderIds.map((orderId): Activity => ({ orderId, kind: 'shipment', data, ...(words && { words }) })),
  )
  for (const { id } of to.parcels) ctx.touch('fulfilment', id)
}
