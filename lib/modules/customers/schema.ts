import { z } from 'zod'
import { nameField, textField } from '@/lib/kernel/fields'
import { normalisePhone } from '@/lib/kernel/text'

export const mostAddresses = 20
export const mostTags = 20

export const customerAddress = z.strictObject({
  name: textField(200).default(''),
  phone: textField(60).default(''),
  country: textField(60).default(''),
  province: textField(100).default(''),
  city: textField(100).default(''),
  district: textField(100).default(''),
  line1: textField(500).default(''),
  postcode: textField(20).default(''),
})
export type CustomerAddress = z.output<typeof customerAddress>

/** What a person states of a customer. What is left out stays as it is. */
export const customerFields = {
  name: nameField(200),
  phone: textField(60).refine((text) => text === '' || normalisePhone(text).length >= 5, {
    params: { code: 'too_small' },
  }),
  email: z.union([z.literal(''), z.email().max(320)]),
  /** Who they are on their channels: ids and nicks, as orders carry them. */
  buyers: z.array(nameField(200)).max(20),
  addresses: z.array(customerAddress).max(mostAddresses),
  group: textField(60),
  tags: z.array(nameField(40)).max(mostTags),
  note: textField(2000),
}

const someTags = z.array(nameField(40)).min(1).max(mostTags).optional()
/** Tags more and fewer, whatever others there are. */
export const tagChange = { addTags: someTags, removeTags: someTags }

export const customerEntry = z.strictObject({
  ...z.strictObject(customerFields).partial().shape,
})
export type CustomerEntry = z.output<typeof customerEntry>

/** What is sealed in `customers.body`. */
export type CustomerBody = {
  readonly name: string
  readonly phone: string
  readonly email: string
  readonly buyers: readonly string[]
  readonly addresses: readonly CustomerAddress[]
}

const masked = z.object({ name: z.string(), phone: z.string(), email: z.string() })
export type MaskedCustomer = z.output<typeof masked> & {
  buyers: string[]
  addresses: { name: string; phone: string; region: string; line1: string }[]
}

const spent = z.object({ currency: z.string(), total: z.string() })

export const customerRow = z.object({
  id: z.string(),
  number: z.string(),
  ...masked.shape,
  group: z.string(),
  tags: z.array(z.string()),
  /** Of the orders under the telling marks of this customer, invalid and cancelled ones left out. */
  orderCount: z.number().int(),
  spent: z.array(spent),
  lastOrderAt: z.string().nullable(),
  createdAt: z.string(),
  version: z.number().int(),
})
export type CustomerRow = z.output<typeof customerRow>

export const customerView = z.object({
  ...customerRow.shape,
  note: z.string(),
  buyers: z.array(z.string()),
  addresses: z.array(z.object({ name: z.string(), phone: z.string(), region: z.string(), line1: z.string() })),
  /** The newest, whatever became of them. */
  orders: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      channelOrderNo: z.string(),
      shopCode: z.string(),
      state: z.string(),
      total: z.string(),
      currency: z.string(),
      orderedAt: z.string(),
    }),
  ),
})
export type CustomerView = z.output<typeof customerView>
