import { z } from 'zod'
import { nameField, textField } from '@/lib/kernel/fields'
import { amountOf, fromMinor, isAmount, toMinor } from '@/lib/kernel/money'

const decimal = z
  .string()
  .trim()
  .min(1)
  .regex(/^\d{1,13}(\.\d{1,6})?$/)
const orZero = z
  .string()
  .trim()
  .regex(/^(\d{1,13}(\.\d{1,6})?)?$/)
  .transform((text) => text || '0')

/** The form of an order written by hand. Everything is text while it is typed. */
export const orderForm = z.object({
  shopCode: z.string().min(1),
  channelOrderNo: textField(100).transform((text) => text || undefined),
  paid: z.boolean(),
  buyer: z.object({ nick: textField(200), email: textField(320) }),
  address: z.object({
    name: nameField(200),
    phone: nameField(60),
    country: textField(60),
    province: textField(100),
    city: textField(100),
    district: textField(100),
    line1: nameField(500),
    postcode: textField(20),
  }),
  lines: z
    .array(
      z.object({
        skuCode: z.string().min(1),
        quantity: z
          .string()
          .trim()
          .min(1)
          .regex(/^[1-9]\d{0,5}$/)
          .transform(Number),
        unitPrice: decimal,
        discount: orZero,
      }),
    )
    .min(1)
    .max(200),
  shippingFee: orZero,
  discount: orZero,
  buyerNote: textField(2000),
})

export type OrderFormInput = z.input<typeof orderForm>
export type OrderFormOutput = z.output<typeof orderForm>

export const emptyLine = { skuCode: '', quantity: '1', unitPrice: '', discount: '' }

type Sums = { lines: (string | null)[]; goods: string; discount: string; freight: string; total: string }

/** What the typed amounts come to, as the server will reckon; what cannot be read yet counts as nothing, and its line shows none. */
export function formSums(input: Pick<OrderFormInput, 'lines' | 'shippingFee' | 'discount'>, currency: string): Sums {
  const minor = (text: string) => (isAmount(text.trim(), currency) ? toMinor(text.trim(), currency) : 0n)
  const lines = input.lines.map((line) =>
    decimal.safeParse(line.unitPrice).success && /^[1-9]\d{0,5}$/.test(line.quantity.trim())
      ? amountOf(line.unitPrice.trim().replace(/^0+(?=\d)/, ''), Number(line.quantity), currency) - minor(line.discount)
      : null,
  )
  const goods = lines.reduce<bigint>((sum, line) => sum + (line ?? 0n), 0n)
  const words = (amount: bigint) => fromMinor(amount, currency)
  const [discount, freight] = [minor(input.discount), minor(input.shippingFee)]
  return {
    lines: lines.map((line) => (line === null ? null : words(line))),
    goods: words(goods),
    discount: words(-discount),
    freight: words(freight),
    total: words(goods - discount + freight),
  }
}
