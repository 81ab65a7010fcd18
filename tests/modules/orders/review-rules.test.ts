import { expect, it } from 'vitest'
import { applyRules } from '@/lib/modules/orders/apply-rules'
import { getOrder } from '@/lib/modules/orders/get-order'
import { getRuleTraces } from '@/lib/modules/orders/get-rule-traces'
import { holdOrder } from '@/lib/modules/orders/hold-order'
import { releaseHold } from '@/lib/modules/orders/release-hold'
import { rerunRules } from '@/lib/modules/orders/rerun-rules'
import { unapproveOrder } from '@/lib/modules/orders/unapprove-order'
import { run } from '@/lib/platform/door/run'
import { arrive } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { goLive, rule } from '@/tests/support/rules'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'

await setupWorkerDatabase()

const small = rule('small', {
  name: 'Small orders',
  when: [[{ field: 'total', op: 'lt', value: '100' }]],
  actions: [{ type: 'approve' }],
})

async function ruled(shop: TestShop, orders: readonly unknown[], now?: Date) {
  const ids = await arrive(shop, orders)
  await run(applyRules, shop.system, {}, now ? { now } : {})
  return Promise.all(ids.map((orderId) => run(getOrder, shop.owner, { orderId })))
}

it('a new company has no rules: orders wait for a person, and nothing is kept for rules', async () => {
  const shop = await createShopWithStock({ TEA: 10 })
  const [order] = await ruled(shop, [incoming('1', 'TEA')])
  expect(order?.state).toBe('pending_review')
  expect((await run(getRuleTraces, shop.owner, { orderId: order?.id })).items).toEqual([])
})

it('an order that matches is approved by the rule, and the event says which rule in which version', async () => {
  const shop = await createShopWithStock({ TEA: 10 })
  await goLive(shop.owner, 'review', [])
  const version = await goLive(shop.owner, 'review', [small])
  const [cheap, dear] = await ruled(shop, [incoming('1', 'TEA', 2), incoming('2', 'TEA', 9)])
  expect([version, cheap?.state, dear?.state]).toEqual([2, 'approved', 'pending_review'])
  const last = cheap?.activity.at(-1)
  expect(last).toMatchObject({ actor: 'Small orders', data: { rule: { kind: 'review', version: 2, id: 'small' } } })

  const { items } = await run(getRuleTraces, shop.owner, { orderId: cheap?.id })
  expect(items).toMatchObject([
    {
      version: 2,
      cause: 'intake',
      rules: [
        {
          name: 'Small orders',
          matched: true,
          groups: [[{ actual: '40.00', met: true }]],
          actions: [{ result: 'done' }],
        },
      ],
    },
  ])
  const other = await run(getRuleTraces, shop.owner, { orderId: dear?.id })
  expect(other.items[0]?.rules[0]).toMatchObject({ matched: false, groups: [[{ actual: '180.00', met: false }]] })
})

it('a hold stops what a rule approves, whichever comes first, and the order goes on when a person lifts it', async () => {
  const shop = await createShopWithStock({ TEA: 10 })
  const doubt = rule('doubt', {
    when: [[{ field: 'note', op: 'any', values: ['发票'] }]],
    actions: [{ type: 'hold', code: 'manual', note: 'Ask for the tax number' }, { type: 'urgent' }],
  })
  await goLive(shop.owner, 'review', [small, doubt])
  const [order] = await ruled(shop, [incoming('1', 'TEA', 1, { buyerNote: '请开发票,电话 13912345678' })])
  expect(order).toMatchObject({ state: 'pending_review', urgent: true, holds: [{ code: 'manual' }] })
  const { items } = await run(getRuleTraces, shop.owner, { orderId: order?.id })
  expect(items[0]?.rules.map((r) => r.actions.map((a) => a.result))).toEqual([['held'], ['done', 'done']])
  // The trace names the word of the rule, never what the buyer wrote.
  expect(items[0]?.rules[1]?.groups[0]?.[0]?.actual).toEqual(['发票'])
  expect(JSON.stringify(items)).not.toContain('13912345678')

  await run(releaseHold, shop.owner, { orderId: order?.id, code: 'manual' })
  await run(applyRules, shop.system, {})
  const after = await run(getOrder, shop.owner, { orderId: order?.id })
  // The same version does not put the hold a second time that a person took away.
  expect(after).toMatchObject({ state: 'approved', holds: [] })
  const again = await run(getRuleTraces, shop.owner, { orderId: order?.id })
  expect(again.items).toHaveLength(1)
  expect(again.items[0]?.rules.map((r) => r.actions.map((a) => a.result))).toEqual([['done'], ['before', 'before']])
})

it('what a person took back, the same version does not do again', async () => {
  const shop = await createShopWithStock({ TEA: 10 })
  await goLive(shop.owner, 'review', [small])
  const [order] = await ruled(shop, [incoming('1', 'TEA')])
  await run(unapproveOrder, shop.owner, { orderId: order?.id })
  const later = { modifiedAt: '2026-11-12T08:01:00+08:00', buyerNote: 'quick' }
  const [back] = await ruled(shop, [incoming('1', 'TEA', 1, later)])
  expect(back?.state).toBe('pending_review')
})

it('the wait after payment is kept, and what is not paid is not looked at', async () => {
  const shop = await createShopWithStock({ TEA: 10 })
  const { owner } = shop
  await goLive(owner, 'review', [small])
  const patient = {
    ...owner,
    tenant: { ...owner.tenant, settings: { ...owner.tenant.settings, reviewWaitMinutes: 30 } },
  }
  const paidAt = new Date()
  const paid = { paidAt: paidAt.toISOString(), modifiedAt: paidAt.toISOString() }
  const [order] = await ruled({ ...shop, owner: patient }, [incoming('1', 'TEA', 1, paid)])
  expect(order).toMatchObject({ state: 'pending_review', holds: [{ code: 'review_wait' }] })
  await run(applyRules, shop.system, {}, { now: new Date(paidAt.getTime() + 29 * 60_000) })
  expect((await run(getOrder, owner, { orderId: order?.id })).state).toBe('pending_review')
  await run(applyRules, shop.system, {}, { now: new Date(paidAt.getTime() + 31 * 60_000) })
  expect(await run(getOrder, owner, { orderId: order?.id })).toMatchObject({ state: 'approved', holds: [] })

  const [unpaid] = await ruled(shop, [incoming('2', 'TEA', 1, { status: 'unpaid', paidAt: null })])
  expect((await run(getRuleTraces, owner, { orderId: unpaid?.id })).items).toEqual([])
  const [now] = await ruled(shop, [incoming('2', 'TEA', 1, { modifiedAt: '2026-11-12T08:01:00+08:00' })])
  expect(now?.state).toBe('approved')
})

it('the earlier rule wins, a stopping one ends the work, and holds of a person stay above rules', async () => {
  const shop = await createShopWithStock({ TEA: 10, CUP: 10 })
  await goLive(shop.owner, 'review', [
    rule('call', { when: [[{ field: 'sku', op: 'any', values: ['cup'] }]], actions: [{ type: 'contact' }] }),
    rule('void', {
      stop: true,
      when: [[{ field: 'noSuchField' as 'hasNote', op: 'is', value: true }]],
      actions: [{ type: 'invalid' }],
    }),
  ]).then(
    () => expect.unreachable(),
    (e) => expect(e).toMatchObject({ code: 'invalid' }),
  )
  await goLive(shop.owner, 'review', [
    rule('call', { when: [[{ field: 'sku', op: 'any', values: ['cup'] }]], actions: [{ type: 'contact' }] }),
    rule('end', { stop: true, when: [[{ field: 'hasNote', op: 'is', value: true }]], actions: [{ type: 'invalid' }] }),
    rule('all', { actions: [{ type: 'approve' }] }),
  ])
  const [cup, noted, both, plain] = await ruled(shop, [
    incoming('1', 'CUP'),
    incoming('2', 'TEA', 1, { buyerNote: 'hello' }),
    incoming('3', 'CUP', 1, { buyerNote: 'hello' }),
    incoming('4', 'TEA'),
  ])
  expect([cup, noted, both, plain].map((o) => o?.state)).toEqual([
    'awaiting_contact',
    'invalid',
    'awaiting_contact',
    'approved',
  ])
  const { items } = await run(getRuleTraces, shop.owner, { orderId: both?.id })
  expect(items[0]?.rules.map((r) => [r.reached, r.actions[0]?.result])).toEqual([
    [true, 'done'],
    [true, 'superseded'],
    [false, null],
  ])
  const [held] = await arrive(shop, [incoming('5', 'TEA')])
  await run(holdOrder, shop.owner, { orderId: held, note: 'wait' })
  await run(applyRules, shop.system, {})
  expect((await run(getOrder, shop.owner, { orderId: held })).state).toBe('pending_review')
})

it('knows the buyer: orders before, cancelled before, the same goods within hours', async () => {
  const shop = await createShopWithStock({ TEA: 10, CUP: 10 })
  await goLive(shop.owner, 'review', [
    rule('history', {
      when: [
        [
          { field: 'ordersBefore', op: 'gte', value: '1' },
          { field: 'cancelledBefore', op: 'eq', value: '1' },
          { field: 'sameGoodsHours', op: 'lt', value: '24' },
        ],
      ],
      actions: [{ type: 'hold', code: 'suspected_duplicate', note: '' }],
    }),
  ])
  const at = (time: string) => ({ createdAt: time, paidAt: time, modifiedAt: time })
  const [, , third, stranger] = await ruled(shop, [
    incoming('1', 'TEA', 1, { ...at('2026-11-10T08:00:00Z'), status: 'cancelled' }),
    incoming('2', 'TEA', 1, at('2026-11-11T08:00:00Z')),
    incoming('3', 'TEA', 1, at('2026-11-11T20:30:00Z')),
    incoming('4', 'TEA', 1, {
      ...at('2026-11-11T20:30:00Z'),
      address: { ...incoming('', '').address, phone: '13999999999' },
    }),
  ])
  expect(third?.holds.map((h) => h.code)).toEqual(['suspected_duplicate'])
  const { items } = await run(getRuleTraces, shop.owner, { orderId: third?.id })
  expect(items[0]?.rules[0]?.groups[0]?.map((c) => c.actual)).toEqual(['2', '1', '12.50'])
  expect(stranger?.holds).toEqual([])
})

it('marks orders with tags and flags that people find them by, and asks for those that people have put', async () => {
  const shop = await createShopWithStock({ TEA: 10 })
  await goLive(shop.owner, 'review', [
    rule('gift', {
      when: [[{ field: 'note', op: 'any', values: ['礼盒'] }]],
      actions: [
        { type: 'tag', tag: '礼盒' },
        { type: 'tag', tag: 'VIP' },
        { type: 'flag', flag: 'red' },
      ],
    }),
    rule('vip', { when: [[{ field: 'tag', op: 'any', values: ['vip'] }]], actions: [{ type: 'urgent' }] }),
  ])
  const [order] = await ruled(shop, [incoming('1', 'TEA', 1, { buyerNote: '要礼盒' })])
  expect(order).toMatchObject({ flag: 'red', tags: [{ name: 'VIP' }, { name: '礼盒' }], urgent: false })
  const version = (await run(getRuleTraces, shop.owner, { orderId: order?.id })).items[0]?.version ?? 0
  const { results } = await run(rerunRules, shop.owner, { orderIds: [order?.id ?? ''], version })
  expect(results[0]?.steps.map((step) => step.result)).toEqual(['already', 'already', 'already', 'done'])
  expect(await run(getOrder, shop.owner, { orderId: order?.id })).toMatchObject({ urgent: true })
})
