import { readTable } from '@/lib/adapters/files/table'
import { judgeCustomers, saveCustomers } from '@/lib/modules/customers/save-customers'
import { type CustomerEntry, customerEntry } from '@/lib/modules/customers/schema'
import type { Kind } from '@/lib/modules/exchange/internal/kinds/kind'
import { recordOf } from '@/lib/modules/exchange/internal/kinds/table-record'

const place = ['country', 'province', 'city', 'district', 'line1', 'postcode'] as const
const all = ['name', 'phone', 'email', 'buyerNick', 'group', 'tags', ...place, 'note'] as const
const required = ['name'] as const

export const customerColumns = { all, required }

/** Customers, each known by phone, e-mail or nick. What a cell leaves empty stays as it is; another address is added. */
export const customerKind: Kind<CustomerEntry> = {
  async *read(input) {
    const optional = all.filter((column) => column !== 'name')
    const rows = readTable<(typeof all)[number]>(input, { required, optional, strict: true })
    for await (const row of rows) {
      yield recordOf(input, row, customerEntry, ({ buyerNick, tags, group, note, name, phone, email, ...where }) => ({
        ...Object.fromEntries(Object.entries({ name, phone, email, group, note }).filter(([, text]) => text !== '')),
        ...(buyerNick && { buyers: [buyerNick] }),
        ...(tags && {
          tags: tags
            .split(/[,，;；、|]/)
            .map((tag) => tag.trim())
            .filter(Boolean),
        }),
        ...(where.line1 && { addresses: [{ name, phone, ...where }] }),
      }))
    }
  },
  weight: () => 5,
  judge: (ctx, _task, bodies) => judgeCustomers(ctx, bodies),
  take: (ctx, _task, bodies) => saveCustomers(ctx, bodies),
}
