import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { fromMinor } from '@/lib/kernel/money'
import { refuseUnseen } from '@/lib/modules/orders/internal/refuse-unseen'
import type { RefundView } from '@/lib/modules/orders/schema'
import { refundView } from '@/lib/modules/orders/schema'
import { query } from '@/lib/platform/door/use-case'
import { openWords, wordsAad } from '@/lib/platform/words'

type Row = {
  id: string
  refund_no: string
  channel_line_no: string
  line_no: number | null
  status: RefundView['status']
  with_return: boolean
  amount_minor: bigint
  currency: string
  words: Buffer | null
  requested_at: Date
  modified_at: Date
}

/** More than any order has; the newest are told. */
const most = 100

export const getRefunds = query({
  name: 'order.refunds',
  summary: 'What the marketplace says of an order’s refunds, by line where it names one, newest first',
  http: { method: 'GET', path: '/orders/{orderId}/refunds' },
  input: z.strictObject({ orderId: id('order') }),
  output: z.object({ items: z.array(refundView) }),
  async run(ctx, { orderId }) {
    const reading = ctx.sql<Row>(
      `select r.id, r.refund_no, r.channel_line_no, l.line_no, r.status, r.with_return, r.amount_minor, r.currency, r.words, r.requested_at,
              r.modified_at
         from channel_refunds r left join order_lines l on l.tenant_id = $1 and l.order_id = r.order_id and l.channel_line_no = r.channel_line_no
        where r.tenant_id = $1 and r.order_id = $2 order by r.requested_at desc, r.id desc limit ${most}`,
      [orderId],
      'order-refunds',
    )
    const [rows, crypt] = await Promise.all([reading, ctx.crypt(), refuseUnseen(ctx, orderId)])
    return {
      items: rows.map((row) => ({
        id: row.id,
        refundNo: row.refund_no,
        lineNo: row.line_no,
        status: row.status,
        withReturn: row.with_return,
        amount: fromMinor(row.amount_minor, row.currency),
        currency: row.currency,
        reason: openWords(crypt, wordsAad('channel_refunds', row.refund_no), row.words, ''),
        requestedAt: row.requested_at.toISOString(),
        modifiedAt: row.modified_at.toISOString(),
      })),
    }
  },
})
