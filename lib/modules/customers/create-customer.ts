import { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { getCustomer } from '@/lib/modules/customers/get-customer'
import { bodyOf, nobody } from '@/lib/modules/customers/internal/customer-body'
import { takenMarks, writeCustomers } from '@/lib/modules/customers/internal/write-customers'
import { customerFields, customerView } from '@/lib/modules/customers/schema'
import { command } from '@/lib/platform/door/use-case'
import { takeNumbers } from '@/lib/platform/numbers'

const { name, ...others } = customerFields

export const createCustomer = command({
  name: 'customer.create',
  summary: 'Write a customer down; phone, e-mail and identities belong to one customer alone',
  http: { method: 'POST', path: '/customers', status: 201 },
  input: z.strictObject({ name, ...z.strictObject(others).partial().shape }),
  example: { name: '王小明', phone: '13800138000', tags: ['VIP'] },
  output: customerView,
  async run(ctx, { note = '', group = '', tags = [], ...entry }) {
    const id = newId()
    const body = bodyOf(nobody, entry)
    const [errors = []] = await takenMarks(ctx, [{ id, body }])
    if (errors.length > 0) invalid(errors)
    const [number = ''] = await takeNumbers(ctx, 'CU', 1)
    await writeCustomers(ctx, [{ id, number, body, note, group, tags: [...new Set(tags)] }])
    ctx.touch('customer', id)
    return getCustomer.within(ctx, { customerId: id as never })
  },
})
