import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { customerRow, openBody } from '@/lib/modules/customers/internal/customer-rows'
import { command } from '@/lib/platform/door/use-case'

/** A customer in clear, one at a time, for a stated purpose. A command, because every look is written down. */
export const revealCustomer = command({
  name: 'customer.reveal',
  summary: 'Show one customer in clear; audited',
  http: { method: 'POST', path: '/customers/{customerId}/reveal' },
  input: z.strictObject({ customerId: id('customer'), purpose: z.string().trim().min(2).max(200) }),
  remembered: false,
  example: { purpose: 'Call about the delivery' },
  async run(ctx, { customerId, purpose }) {
    const row = await customerRow(ctx, customerId)
    const body = openBody(await ctx.crypt(), row)
    ctx.touch('customer', row.id)
    ctx.tell({ fields: ['name', 'phone', 'email', 'buyers', 'addresses'] })
    ctx.tellWords({ purpose })
    return { customerId, ...body }
  },
})
