import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { customerRow, customerRows, ordersOfCustomer } from '@/lib/modules/customers/internal/customer-rows'
import { type CustomerView, customerView } from '@/lib/modules/customers/schema'
import { query } from '@/lib/platform/door/use-case'
import { openWords, wordsAad } from '@/lib/platform/words'

export const getCustomer = query({
  name: 'customer.get',
  summary: 'One customer, masked, with what they bought',
  http: { method: 'GET', path: '/customers/{customerId}' },
  input: z.strictObject({ customerId: id('customer') }),
  output: customerView,
  async run(ctx, { customerId }): Promise<CustomerView> {
    const row = await customerRow(ctx, customerId)
    const [view] = await customerRows(ctx, [row])
    if (!view) throw new Error('a customer that was read is there')
    const { buyers, addresses } = row.masked
    const note = openWords(await ctx.crypt(), wordsAad('customers', row.id), row.words, '')
    return { ...view, note, buyers, addresses, orders: await ordersOfCustomer(ctx, row.id) }
  },
})
