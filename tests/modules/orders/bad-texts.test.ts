import { expect, it } from 'vitest'
import { normaliseOrder } from '@/lib/modules/orders/internal/normalise-order'
import { incomingOrder } from '@/lib/modules/orders/schema'
import { incoming } from '@/tests/support/shop'

const taken = (buyerNote: string) => {
  const order = incomingOrder.parse(incoming('1', 'TEA', 1, { buyerNote }))
  return normaliseOrder(order, 0, order).contact.buyerNote
}

it.each(['a\0b', '\0', '\ud800', '\udfff', 'x\udc00\ud800', '王\ud83d'])(
  '%j cannot be kept, and the field is named',
  (text) => {
    expect(() => taken(text)).toThrow(
      expect.objectContaining({ params: { errors: [{ path: 'buyerNote', code: 'bad_text' }] } }),
    )
  },
)

it.each(['\\u0000', '\\ud800', '"\\u0000"', '🫖', '\u0001', '\ue000', '\\'])('%j only looks like it', (text) => {
  expect(taken(text)).toBe(text)
})
