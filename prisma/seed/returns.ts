import { ingestReturns } from '@/lib/modules/aftersales/ingest-returns'
import { listReturnRequests } from '@/lib/modules/aftersales/list-return-requests'
import { receiveReturn } from '@/lib/modules/aftersales/receive-return'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { later } from '@/prisma/seed/calendar'
import type { DemoOrder } from '@/prisma/seed/orders'

/** The latest that arrived ask for something back; two of them have sent it already, one of those damaged. */
export async function ensureReturns(owner: Actor, history: readonly DemoOrder[], now: Date): Promise<void> {
  if ((await run(listReturnRequests, owner, { limit: 1 })).items.length > 0) return
  const shopCode = 'tmall'
  const arrived = history.filter((o) => o.shopCode === shopCode && o.incoming.status === 'delivered').slice(-6)
  const returns = arrived.flatMap(({ incoming: { lines, buyer } }, i) =>
    lines.slice(0, 1).map((line) => ({
      channelReturnNo: `TK${2_026_000_101 + i * 37}`,
      channelLineNo: line.channelLineNo,
      buyerNick: buyer.nick,
      sellerSku: line.sellerSku,
      quantity: 1,
      unitPrice: line.unitPrice,
      requestedAt: later(now, -20 - i * 9).toISOString(),
    })),
  )
  const { results } = await run(ingestReturns, owner, { shopCode, returns }, { now })
  const [first, second] = results.flatMap((one) => one.returnRequestIds)
  const back = [
    [first, { quantity: 1, condition: 'sellable' as const }],
    [second, { quantity: 1, condition: 'defective' as const, reason: '包装破损' }],
  ] as const
  for (const [returnRequestId, line] of back)
    if (returnRequestId)
      await run(receiveReturn, owner, { returnRequestId, warehouseCode: 'HZ', lines: [line] }, { now })
}
