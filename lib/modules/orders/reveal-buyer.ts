import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { contactAad } from '@/lib/modules/orders/internal/create-orders'
import { lockOrder } from '@/lib/modules/orders/internal/lock-order'
import type { Contact } from '@/lib/modules/orders/schema'
import { command } from '@/lib/platform/door/use-case'

/** The buyer in clear, one order at a time, for a stated purpose. A command, because every look is written down. */
export const revealBuyer = command({
  name: 'buyer.reveal',
  summary: 'Show buyer and address of one order in clear; audited',
  http: { method: 'POST', path: '/orders/{orderId}/reveal' },
  input: z.strictObject({ orderId: id('order'), purpose: z.string().trim().min(2).max(200) }),
  remembered: false,
  example: { purpose: 'Call the buyer about the address' },
  async run(ctx, { orderId, purpose }) {
    await lockOrder(ctx, orderId)
    const [row] = await ctx.sql<{ contact: Buffer }>('select contact from orders where tenant_id = $1 and id = $2', [
      orderId,
    ])
    const crypt = await ctx.crypt()
    const { buyer, address } = JSON.parse(crypt.open(contactAad(orderId), row?.contact ?? Buffer.alloc(0))) as Contact
    ctx.tell({ fields: ['buyer', 'address'] })
    ctx.tellWords({ purpose })
    return { orderId, buyer, address }
  },
})
