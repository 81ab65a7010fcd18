import { firstIdAt } from '@/lib/kernel/ids'
import { type MessageRow, selectMessages } from '@/lib/modules/dispatch/internal/message-rows'
import { refsOfOrder } from '@/lib/modules/dispatch/internal/order-refs'
import type { MessageKind, MessageView } from '@/lib/modules/dispatch/schema'
import type { Context } from '@/lib/platform/door/context'

export type Wanted = {
  kind?: MessageKind | undefined
  state?: MessageView['state'] | undefined
  shopId?: string | undefined
  orderId?: string | undefined
  trouble?: string | undefined
  name?: string | undefined
  from?: Date | undefined
  to?: Date | undefined
  after?: readonly [id: string, sub: string] | undefined
}

export async function findMessages(ctx: Context, wanted: Wanted, limit: number): Promise<MessageRow[]> {
  const order = wanted.orderId ? await refsOfOrder(ctx, wanted.orderId) : null
  return ctx.sql<MessageRow>(selectMessages({ ...wanted, ofOrder: order !== null }), [
    ctx.actor.scope.shopIds,
    order?.id ?? null,
    order?.channelOrderNo ?? null,
    order?.refs ?? null,
    wanted.shopId ?? null,
    wanted.trouble ?? null,
    wanted.name ?? null,
    wanted.from ? firstIdAt(wanted.from) : null,
    wanted.to ? firstIdAt(wanted.to) : null,
    wanted.after?.[0] ?? null,
    wanted.after?.[1] ?? null,
    limit,
  ])
}
