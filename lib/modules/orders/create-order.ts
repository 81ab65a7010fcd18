import { z } from 'zod'
import { type Id, newId } from '@/lib/kernel/ids'
import { fromMinor, toMinor } from '@/lib/kernel/money'
import { type FieldError, invalid, isRefusal } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { skusByCode } from '@/lib/modules/catalog/resolve-skus'
import { getOrder } from '@/lib/modules/orders/get-order'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { goodsOf } from '@/lib/modules/orders/internal/normalise-order'
import { addressShape, buyerShape } from '@/lib/modules/orders/schema'
import { shopByCode } from '@/lib/modules/settings/resolve-shops'
import { command } from '@/lib/platform/door/use-case'

const decimal = z.string().regex(/^\d{1,13}(\.\d{1,6})?$/)

/** An order written down by a person: it takes the same way in as every other, with a total that agrees by construction. */
export const createOrder = command({
  name: 'order.create',
  summary: 'Create an order by hand',
  http: { method: 'POST', path: '/orders', status: 201 },
  input: z.strictObject({
    shopCode: z.string().max(100),
    channelOrderNo: z.string().trim().min(1).max(100).optional(),
    currency: z.string().length(3).optional(),
    buyer: buyerShape.default({}),
    address: addressShape,
    lines: z
      .array(
        z.strictObject({
          skuCode: z.string().trim().min(1).max(200),
          quantity: z.int().min(1).max(1_000_000),
          unitPrice: decimal,
          discount: decimal.default('0'),
        }),
      )
      .min(1)
      .max(200),
    shippingFee: decimal.default('0'),
    discount: decimal.default('0'),
    paid: z.boolean().default(true),
    buyerNote: z.string().max(2000).default(''),
  }),
  example: {
    shopCode: 'tmall',
    address: {
      name: '张三',
      phone: '13800138000',
      country: 'CN',
      province: '浙江省',
      city: '杭州市',
      district: '西湖区',
      line1: '文三路 1 号',
      postcode: '310000',
    },
    lines: [{ skuCode: 'TEA-001', quantity: 1, unitPrice: '64.00' }],
  },
  async run(ctx, input) {
    const shop = await shopByCode(ctx, input.shopCode)
    if (!shop) invalid([{ path: 'shopCode', code: 'unknown' }])
    if (shop.status === 'closed') invalid([{ path: 'shopCode', code: 'closed' }])
    const currency = input.currency ?? shop.currency
    const skus = await skusByCode(
      ctx,
      input.lines.map((l) => codeKey(l.skuCode)),
    )
    const errors: FieldError[] = []
    input.lines.forEach((l, i) => {
      if (!skus.has(codeKey(l.skuCode))) errors.push({ path: `lines.${i}.skuCode`, code: 'unknown' })
    })
    const minor = (path: string, text: string) => {
      try {
        return toMinor(text, currency)
      } catch (e) {
        if (!isRefusal(e)) throw e
        errors.push({ path, code: 'invalid_amount' })
        return 0n
      }
    }
    const goods = input.lines.map((l, i) => goodsOf(l, currency, `lines.${i}.unitPrice`, errors))
    const discounts = input.lines.map((l, i) => minor(`lines.${i}.discount`, l.discount))
    const total =
      sum(goods) - sum(discounts) - minor('discount', input.discount) + minor('shippingFee', input.shippingFee)
    if (total < 0n) errors.push({ path: 'discount', code: 'more_than_total' })
    if (errors.length > 0) invalid(errors)

    const now = ctx.now.toISOString()
    const { results } = await ingestOrders.within(ctx, {
      shopCode: input.shopCode,
      orders: [
        {
          channelOrderNo: input.channelOrderNo ?? `M-${newId()}`,
          status: input.paid ? 'paid' : 'unpaid',
          createdAt: now,
          paidAt: input.paid ? now : null,
          modifiedAt: now,
          currency,
          buyer: input.buyer,
          address: input.address,
          lines: input.lines.map((l, i) => ({
            channelLineNo: String(i + 1),
            sellerSku: l.skuCode,
            title: skus.get(codeKey(l.skuCode))?.name ?? '',
            quantity: l.quantity,
            unitPrice: l.unitPrice,
            discount: l.discount,
          })),
          shippingFee: input.shippingFee,
          discount: input.discount,
          total: fromMinor(total, currency),
          paid: input.paid ? fromMinor(total, currency) : '0',
          buyerNote: input.buyerNote,
        },
      ],
    })
    const [result] = results
    if (result?.outcome === 'rejected') invalid(result.error?.errors ?? [])
    if (result?.outcome !== 'created' || !result.orderId) invalid([{ path: 'channelOrderNo', code: 'taken' }])
    ctx.touch('order', result.orderId)
    return getOrder.within(ctx, { orderId: result.orderId as Id<'order'> })
  },
})

function sum(values: readonly bigint[]): bigint {
  return values.reduce((a, b) => a + b, 0n)
}
