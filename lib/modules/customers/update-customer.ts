import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { getCustomer } from '@/lib/modules/customers/get-customer'
import { bodyOf } from '@/lib/modules/customers/internal/customer-body'
import { customerRow, openBody } from '@/lib/modules/customers/internal/customer-rows'
import { takenMarks, writeCustomers } from '@/lib/modules/customers/internal/write-customers'
import {
  customerAddress,
  customerEntry,
  customerView,
  mostAddresses,
  mostTags,
  tagChange,
} from '@/lib/modules/customers/schema'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'
import { openWords, wordsAad } from '@/lib/platform/words'

export const updateCustomer = command({
  name: 'customer.update',
  summary: 'Change a customer; what is left out stays as it is',
  http: { method: 'PATCH', path: '/customers/{customerId}' },
  input: z.strictObject({
    customerId: id('customer'),
    ...customerEntry.shape,
    /** Of those that are there, or of `tags`. */
    ...tagChange,
    /** One more, in front of those that are there, which the sender need not know. */
    address: customerAddress.optional(),
    version: versionField.optional(),
  }),
  example: { tags: ['VIP'], version: 1 },
  output: customerView,
  async run(ctx, { customerId, version, note, group, tags, addTags = [], removeTags = [], address, ...entry }) {
    const row = await customerRow(ctx, customerId, 'change')
    expectVersion(row, version)
    const crypt = await ctx.crypt()
    const stated = bodyOf(openBody(crypt, row), entry)
    const body = address ? { ...stated, addresses: [address, ...stated.addresses].slice(0, mostAddresses) } : stated
    const [errors = []] = await takenMarks(ctx, [{ id: row.id, body }])
    if (errors.length > 0) invalid(errors)
    const tagged = [...new Set([...(tags ?? row.tags), ...addTags])].filter((tag) => !removeTags.includes(tag))
    if (tagged.length > mostTags) invalid([{ path: addTags.length > 0 ? 'addTags' : 'tags', code: 'too_big' }])
    await writeCustomers(ctx, [
      {
        id: row.id,
        body,
        note: note ?? openWords(crypt, wordsAad('customers', row.id), row.words, ''),
        group: group ?? row.group_name,
        tags: tagged,
      },
    ])
    ctx.touch('customer', row.id)
    return getCustomer.within(ctx, { customerId })
  },
})
