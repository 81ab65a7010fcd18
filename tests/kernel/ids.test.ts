import { afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { type Id, id, isId, newId, nilId } from '@/lib/kernel/ids'

afterEach(() => vi.useRealTimers())

describe('newId', () => {
  it('is a uuid v7 whose first 48 bits are the time', () => {
    const at = Date.now()
    const made = newId()
    expect(made).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(Math.abs(Number.parseInt(made.replaceAll('-', '').slice(0, 12), 16) - at)).toBeLessThan(5_000)
  })

  it('sorts as it was created, in a burst and when the clock stands still or steps back', () => {
    const made = Array.from({ length: 20_000 }, newId)
    vi.useFakeTimers({ now: Date.now() + 60_000 })
    for (let i = 0; i < 10_000; i++) made.push(newId())
    vi.setSystemTime(Date.now() - 120_000)
    for (let i = 0; i < 100; i++) made.push(newId())
    expect(made).toEqual([...made].sort())
    expect(new Set(made).size).toBe(made.length)
  })
})

describe('id', () => {
  const order = z.strictObject({ orderId: id('order') })

  it('takes an id and writes it small', () => {
    const made = newId()
    expect(order.parse({ orderId: made.toUpperCase() }).orderId).toBe(made)
    const branded: Id<'order'> = order.parse({ orderId: made }).orderId
    expect(isId(branded)).toBe(true)
  })

  it('reads a malformed id as the id of nothing, so that it is answered like an unknown one', () => {
    for (const bad of ['', 'x', '1', `${newId()}0`, `{${newId()}}`, "' or 1=1 --", '\0']) {
      expect(order.parse({ orderId: bad }).orderId).toBe(nilId)
    }
  })

  it('refuses what is no text, and documents itself as a uuid', () => {
    expect(order.safeParse({ orderId: 7 }).success).toBe(false)
    expect(z.toJSONSchema(id('order'), { io: 'input' })).toMatchObject({ type: 'string', format: 'uuid' })
  })

  it('keeps kinds apart at compile time', () => {
    const orderId = id('order').parse(newId())
    // @ts-expect-error an order's id is no shop's id
    const shopId: Id<'shop'> = orderId
    expect(shopId).toBe(orderId)
  })
})
