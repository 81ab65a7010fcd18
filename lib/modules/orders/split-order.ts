import { z } from 'zod'
import { codeField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { type FieldError, invalid } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { skusById } from '@/lib/modules/catalog/resolve-skus'
import { getOrder } from '@/lib/modules/orders/get-order'
import { lockOrder } from '@/lib/modules/orders/internal/lock-order'
import { lockParcels, type OpenParcel, refuseBegun } from '@/lib/modules/orders/internal/lock-parcels'
import { logRegroup } from '@/lib/modules/orders/internal/log-regroup'
import { partLines } from '@/lib/modules/orders/internal/merge-parcels'
import { type Part, type PartLine, regroupParcels } from '@/lib/modules/orders/internal/regroup-parcels'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

const lineShape = z.strictObject({
  orderLineId: id('order-line'),
  /** Of a bundle: which of its parts. */
  skuCode: codeField(100).optional(),
  quantity: z.int().min(1).max(1_000_000),
})

type Asked = z.output<typeof lineShape>

/** Takes goods out of a parcel into parcels of their own, before anybody has picked it (拆单). What is not named stays together. */
export const splitOrder = command({
  name: 'order.split',
  summary: 'Split a parcel of an order into several',
  http: { method: 'POST', path: '/orders/{orderId}/split' },
  input: z.strictObject({
    orderId: id('order'),
    fulfilmentId: id('fulfilment'),
    parcels: z
      .array(z.strictObject({ lines: z.array(lineShape).min(1).max(500) }))
      .min(1)
      .max(20),
    reason: z.string().trim().max(500).default(''),
    version: z.int().optional(),
  }),
  example: {
    fulfilmentId: '0199b3c4-0000-7000-8000-000000000001',
    parcels: [{ lines: [{ orderLineId: '0199b3c4-0000-7000-8000-000000000002', quantity: 1 }] }],
  },
  async run(ctx, { orderId, fulfilmentId, parcels: asked, reason, version }) {
    await lockOrder(ctx, orderId, version)
    const { parcels, orders } = await lockParcels(ctx, [fulfilmentId])
    const [parcel] = parcels
    if (!parcel || !orders.some((o) => o.id === orderId)) return invalid([{ path: 'fulfilmentId', code: 'unknown' }])
    if (orders.length > 1) invalid([{ path: 'id', code: 'merged' }])
    if (orders.some((o) => o.sealed)) invalid([{ path: 'id', code: 'sealed' }])
    refuseBegun(parcels)
    const parts = await share(ctx, parcel, asked)
    const to = await regroupParcels(
      ctx,
      'split',
      [parcel.id],
      parts.map((lines): Part => ({ shopId: parcel.shop_id, warehouseId: parcel.warehouse_id, lines })),
    )
    await logRegroup(ctx, { kind: 'split', orderIds: [orderId], from: [parcel], to, words: reason })
    ctx.tell({ parcels: parts.length })
    return getOrder.within(ctx, { orderId })
  },
})

/** The lines of each new parcel, what stays first; refuses what the parcel does not hold and what leaves it as it is. */
async function share(ctx: Context, parcel: OpenParcel, asked: readonly { lines: readonly Asked[] }[]) {
  const left = partLines(parcel).map((line) => ({ ...line }))
  const codes = await skusById(
    ctx,
    left.map((l) => l.skuId),
  )
  const errors: FieldError[] = []
  const taken = asked.map(({ lines }, p) =>
    lines.flatMap(({ orderLineId, skuCode, quantity }, i): PartLine[] => {
      const path = `parcels.${p}.lines.${i}`
      const fits = left.filter(
        (l) =>
          l.orderLineId === orderLineId &&
          (skuCode === undefined || codeKey(codes.get(l.skuId)?.code ?? '') === codeKey(skuCode)),
      )
      const [line] = fits
      if (!line) errors.push({ path: `${path}.orderLineId`, code: 'not_in_parcel' })
      else if (fits.length > 1) errors.push({ path: `${path}.skuCode`, code: 'required' })
      else if (line.quantity < quantity) errors.push({ path: `${path}.quantity`, code: 'too_big' })
      else {
        line.quantity -= quantity
        return [{ ...line, quantity }]
      }
      return []
    }),
  )
  if (errors.length > 0) invalid(errors)
  const rest = left.filter((l) => l.quantity > 0)
  const parts = rest.length > 0 ? [rest, ...taken] : taken
  if (parts.length < 2) invalid([{ path: 'parcels', code: 'nothing_stays' }])
  return parts
}
