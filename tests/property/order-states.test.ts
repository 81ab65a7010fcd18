import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { run } from '@/lib/platform/door/run'
import { type ApiServer, type Call, clientOf, keyFor, serveApi, type View } from '@/tests/support/api'
import { brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'

await setupWorkerDatabase()

/** The states as the domain's page lists them, and what a person may do in each: the state it leads to. Written out, not read from the code. */
const states = [
  'pending_review',
  'awaiting_contact',
  'approved',
  'invalid',
  'awaiting_purchase',
  'awaiting_shipment',
  'shipped',
  'delivered',
  'cancelled',
] as const
type State = (typeof states)[number]
const legal: Record<Action, Partial<Record<State, State>>> = {
  approve: { pending_review: 'approved', awaiting_contact: 'approved' },
  contact: { pending_review: 'awaiting_contact' },
  invalid: { pending_review: 'invalid', awaiting_contact: 'invalid' },
  unapprove: {
    awaiting_contact: 'pending_review',
    approved: 'pending_review',
    awaiting_purchase: 'pending_review',
    awaiting_shipment: 'pending_review',
    invalid: 'pending_review',
  },
  cancel: {
    pending_review: 'cancelled',
    awaiting_contact: 'cancelled',
    approved: 'cancelled',
    awaiting_purchase: 'cancelled',
    awaiting_shipment: 'cancelled',
    invalid: 'cancelled',
  },
  deliver: { shipped: 'delivered' },
  ship: { awaiting_shipment: 'shipped' },
}
type Action = 'approve' | 'contact' | 'invalid' | 'unapprove' | 'cancel' | 'deliver' | 'ship'
const target: Record<Action, State> = {
  approve: 'approved',
  contact: 'awaiting_contact',
  invalid: 'invalid',
  unapprove: 'pending_review',
  cancel: 'cancelled',
  deliver: 'delivered',
  ship: 'shipped',
}

/** Where a channel's word leads an order that it speaks of; a word for what is already so, or comes too late, moves nothing. */
const before: State[] = [
  'pending_review',
  'awaiting_contact',
  'approved',
  'invalid',
  'awaiting_purchase',
  'awaiting_shipment',
]
const toAll = (from: readonly State[], to: State) => Object.fromEntries(from.map((s) => [s, to]))
const channel: Record<'paid' | 'shipped' | 'delivered' | 'cancelled', Partial<Record<State, State>>> = {
  paid: {},
  shipped: toAll(before, 'shipped'),
  delivered: toAll([...before, 'shipped'], 'delivered'),
  cancelled: toAll(before, 'cancelled'),
}

let api: ApiServer
let call: Call
let shop: TestShop
let next = 0

beforeAll(async () => {
  shop = await createShopWithStock({ PLENTY: 10_000, NONE: 0 })
  api = await serveApi()
  call = clientOf(api.url, await keyFor(shop.owner))
})
afterAll(() => api.close())

async function done(method: string, path: string, body?: unknown): Promise<View> {
  const answer = await call(method, path, body)
  if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
  return answer.body
}
const post = (path: string, body: unknown = {}) => done('POST', path, body)
const read = (orderId: string) => done('GET', `/orders/${orderId}`)
const parcelOf = ({ fulfilments }: View) => fulfilments.at(-1)?.id
const parcel = { carrierCode: 'sf', trackingNo: 'SF000111' }

/** An order in a state, led there by the shortest way there is. */
async function orderIn(state: State): Promise<{ no: string; sku: string; view: View }> {
  const no = `T${next++}`
  const sku = state === 'awaiting_purchase' ? 'NONE' : 'PLENTY'
  const { results } = await post('/orders/ingest', { shopCode: 'tmall', orders: [incoming(no, sku)] })
  const id = results[0]?.orderId ?? ''
  const review = (decision: string) => post(`/orders/${id}/review`, { decision })
  if (state === 'awaiting_contact') await review('contact')
  else if (state === 'invalid') await review('invalid')
  else if (state === 'cancelled' || state !== 'pending_review') await review('approve')
  if (['awaiting_purchase', 'awaiting_shipment', 'shipped', 'delivered', 'cancelled'].includes(state))
    await run(allocateOrders, shop.system, {})
  if (state === 'shipped' || state === 'delivered') await post(`/fulfilments/${parcelOf(await read(id))}/ship`, parcel)
  if (state === 'delivered') await post(`/orders/${id}/deliver`)
  // With a parcel behind it, so that a cancelled parcel can be asked to ship.
  if (state === 'cancelled') await post(`/orders/${id}/cancel`, { reason: 'test' })
  const view = await read(id)
  if (view.state !== state) throw new Error(`${view.state} instead of ${state}`)
  return { no, sku, view }
}

function act(action: Action, { id, ...view }: View) {
  if (action === 'ship')
    return call('POST', `/fulfilments/${parcelOf({ id, ...view })}/ship`, { ...parcel, trackingNo: 'SF000222' })
  if (action === 'cancel') return call('POST', `/orders/${id}/cancel`, { reason: 'test' })
  if (action === 'deliver' || action === 'unapprove') return call('POST', `/orders/${id}/${action}`, {})
  return call('POST', `/orders/${id}/review`, { decision: action })
}

describe('what a person does', () => {
  const pairs = (Object.keys(legal) as Action[]).flatMap((action) => states.map((from) => [action, from] as const))

  test.each(pairs)('%s from %s', async (action, from) => {
    const { view } = await orderIn(from)
    // What was never allocated has no parcel to ship.
    if (action === 'ship' && !parcelOf(view)) return expect(before).toContain(from)
    const answer = await act(action, view)
    const after = await read(view.id)
    const to = legal[action][from]
    if (to) {
      expect(answer).toMatchObject({ status: 200 })
      expect(after.state).toBe(to)
      expect(after.events.slice(view.events.length)).toMatchObject([{ from, to }])
    } else {
      const tooLate = (action === 'cancel' || action === 'ship') && (from === 'shipped' || from === 'delivered')
      expect(answer).toMatchObject({ status: 409, body: { code: tooLate ? 'already_shipped' : 'illegal_transition' } })
      if (!tooLate) expect(answer.body).toMatchObject({ from, to: target[action] })
      // Not a row, not a version.
      expect(after).toEqual(view)
    }
  })

  test.each(states)('a call is written down only while the order awaits one: %s', async (from) => {
    const { view } = await orderIn(from)
    const answer = await call('POST', `/orders/${view.id}/calls`, { result: 'no_answer' })
    if (from === 'awaiting_contact') return expect(answer.status).toBe(201)
    expect(answer).toMatchObject({ status: 409, body: { code: 'illegal_transition', from, to: 'awaiting_contact' } })
    expect(await read(view.id)).toEqual(view)
  })

  test.each(states)('a hold stops only what is not over: %s', async (from) => {
    const { view } = await orderIn(from)
    const answer = await call('POST', `/orders/${view.id}/hold`, { note: 'wait' })
    if (before.includes(from))
      return expect(answer).toMatchObject({ status: 200, body: { state: from, holds: [{ code: 'manual' }] } })
    expect(answer).toMatchObject({ status: 409, body: { code: 'illegal_transition', from } })
    expect(await read(view.id)).toEqual(view)
  })
})

describe('what a channel says', () => {
  const words = Object.keys(channel) as (keyof typeof channel)[]
  test.each(words.flatMap((word) => states.map((from) => [word, from] as const)))('%s of %s', async (word, from) => {
    const { no, sku, view } = await orderIn(from)
    const changed = incoming(no, sku, 1, { status: word, buyerNote: 'news', modifiedAt: '2026-11-12T08:00:00+08:00' })
    const { results } = await post('/orders/ingest', { shopCode: 'tmall', orders: [changed] })
    expect(results).toMatchObject([{ outcome: 'updated' }])
    const after = await read(view.id)
    const to = channel[word][from]
    expect(after.state).toBe(to ?? from)
    const moved = after.events.slice(view.events.length).map((e) => [e.from, e.to])
    const through =
      to === 'delivered' && from !== 'shipped'
        ? [
            [from, 'shipped'],
            ['shipped', 'delivered'],
          ]
        : to
          ? [[from, to]]
          : []
    expect(moved).toEqual(through)
    expect(after.shippedElsewhere).toBe(before.includes(from) && (word === 'shipped' || word === 'delivered'))
    const tooLate = word === 'cancelled' && (from === 'shipped' || from === 'delivered')
    expect(after.refundStatus).toBe(tooLate ? 'requested' : 'none')
    // The same again says nothing new.
    const again = await post('/orders/ingest', { shopCode: 'tmall', orders: [changed] })
    expect(again.results).toMatchObject([{ outcome: 'unchanged' }])
    expect(await read(view.id)).toEqual(after)
  })
})

test('after all of it the books agree', async () => {
  await drainAll(shop.tenantId, { sweep: true })
  expect(await brokenInvariants(shop)).toEqual([])
})
