import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { saveCustomers } from '@/lib/modules/customers/save-customers'
import { contactAad } from '@/lib/modules/orders/internal/create-orders'
import { lockOrder } from '@/lib/modules/orders/internal/lock-order'
import { buyerKey } from '@/lib/modules/orders/internal/normalise-order'
import type { Contact } from '@/lib/modules/orders/schema'
import { command } from '@/lib/platform/door/use-case'

/** Whoever bought becomes a customer, or the one they are already learns the order's address. Nothing of it is shown. */
export const keepBuyer = command({
  name: 'customer.keep-buyer',
  summary: 'Keep the buyer of an order as a customer',
  http: { method: 'POST', path: '/orders/{orderId}/customer' },
  input: z.strictObject({ orderId: id('order') }),
  example: {},
  output: z.object({ customerId: z.string(), outcome: z.enum(['created', 'updated', 'unchanged']) }),
  async run(ctx, { orderId }) {
    await lockOrder(ctx, orderId)
    const [row] = await ctx.sql<{ contact: Buffer }>('select contact from orders where tenant_id = $1 and id = $2', [
      orderId,
    ])
    const crypt = await ctx.crypt()
    const { buyer, address } = JSON.parse(crypt.open(contactAad(orderId), row?.contact ?? Buffer.alloc(0))) as Contact
    const { token: _, ...place } = address
    const key = buyerKey(buyer)
    const [saved] = await saveCustomers(ctx, [
      {
        name: address.name || buyer.nick || key,
        phone: address.phone,
        email: buyer.email ?? '',
        buyers: key ? [key] : [],
        addresses: address.line1 ? [place] : [],
      },
    ])
    if (!saved || saved.outcome === 'rejected') return invalid([...(saved?.errors ?? [])])
    ctx.touch('customer', saved.id)
    return { customerId: saved.id, outcome: saved.outcome }
  },
})
