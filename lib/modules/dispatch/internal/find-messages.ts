import { firstIdAt } from '@/lib/kernel/ids'
import { mailRows } from '@/lib/modules/dispatch/internal/mail-rows'
import {
  type MessageRow,
  type StoredKind,
  selectMessages,
  type Wanted,
} from '@/lib/modules/dispatch/internal/message-rows'
import { refsOfOrder } from '@/lib/modules/dispatch/internal/order-refs'
import type { Context } from '@/lib/platform/door/context'

/** The newest of all kinds: what lies with the company and its mails, put together by their ids, which begin with their time. */
export async function findMessages(ctx: Context, wanted: Wanted, limit: number): Promise<MessageRow[]> {
  const { kind } = wanted
  const mails = await mailRows(ctx, wanted, limit)
  if (kind === 'mail') return mails
  const stored = await storedMessages(ctx, { ...wanted, kind }, limit)
  return mails.length === 0 ? stored : [...stored, ...mails].sort(newestFirst).slice(0, limit)
}

const newestFirst = (a: MessageRow, b: MessageRow) => (a.id === b.id ? (a.sub < b.sub ? 1 : -1) : a.id < b.id ? 1 : -1)

async function storedMessages(
  ctx: Context,
  wanted: Wanted & { kind: StoredKind | undefined },
  limit: number,
): Promise<MessageRow[]> {
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
