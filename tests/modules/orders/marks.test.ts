import { describe, expect, test } from 'vitest'
import { purgeLists } from '@/lib/modules/dispatch/purge-lists'
import { addNote } from '@/lib/modules/orders/add-note'
import { assignOrders } from '@/lib/modules/orders/assign-orders'
import { countNews } from '@/lib/modules/orders/count-news'
import { createTag } from '@/lib/modules/orders/create-tag'
import { deleteTag } from '@/lib/modules/orders/delete-tag'
import { editNote } from '@/lib/modules/orders/edit-note'
import { findNumbers } from '@/lib/modules/orders/find-numbers'
import { getNumberSet } from '@/lib/modules/orders/get-number-set'
import { getOrder } from '@/lib/modules/orders/get-order'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { listTags } from '@/lib/modules/orders/list-tags'
import { restoreTag } from '@/lib/modules/orders/restore-tag'
import { setFlags } from '@/lib/modules/orders/set-flags'
import { setTags } from '@/lib/modules/orders/set-tags'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { ingest, makeShop } from '@/tests/support/orders'
import { createMember, createTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

/** A company of two shops with some orders each, the newest first as the list shows them. */
async function company(each = 3) {
  const tenant = await createTenant()
  const { owner } = tenant
  const [a, b] = [await makeShop(owner), await makeShop(owner)]
  const make = (shop: string, tag: string) =>
    ingest(
      owner,
      shop,
      Array.from({ length: each }, (_, i) => ({
        no: `${tag}-${i}`,
        at: `2026-11-1${i}T08:00:00+08:00`,
        lines: [{ sku: `SKU-${tag}`, quantity: 1, price: '10.00' }],
      })),
    )
  return { ...tenant, a, b, inA: await make(a.code, 'A'), inB: await make(b.code, 'B') }
}

const ids = async (actor: Actor, filter: object) => (await run(listOrders, actor, filter)).items.map(({ id }) => id)
const one = (list: readonly string[]) => list[0] ?? ''

describe('flags, tags and assignees', () => {
  test('a flag is put on many at once, filtered by, told on the time line and undone only where nobody has changed it', async () => {
    const { owner, inA } = await company()
    const { changed } = await run(setFlags, owner, { orderIds: inA, flag: 'red' })
    expect(changed).toHaveLength(3)
    expect(new Set(await ids(owner, { flag: 'red' }))).toEqual(new Set(inA))
    expect(await ids(owner, { flag: 'blue' })).toEqual([])
    // Twice is once.
    expect((await run(setFlags, owner, { orderIds: inA, flag: 'red' })).changed).toEqual([])
    const view = await run(getOrder, owner, { orderId: one(inA) })
    expect(view.flag).toBe('red')
    expect(view.activity.filter(({ kind }) => kind === 'flag')).toMatchObject([{ data: { flag: 'red', was: '' } }])

    await run(setFlags, owner, { orderIds: [one(inA)], flag: 'green' })
    const undone = await run(setFlags, owner, { orderIds: inA, flag: '', from: 'red' })
    expect(undone.changed).toHaveLength(2)
    expect(await ids(owner, { flag: 'any' })).toEqual([one(inA)])
  })

  test('tags are put on and taken off, shown in the list, filtered by, and go with their deletion', async () => {
    const { owner, inA, inB } = await company()
    const gift = await run(createTag, owner, { name: '礼盒', tone: 'violet' })
    const vip = await run(createTag, owner, { name: 'VIP' })
    await expect(run(createTag, owner, { name: 'ｖｉｐ' })).rejects.toMatchObject({ code: 'invalid' })
    await run(setTags, owner, { orderIds: [...inA, one(inB)], add: [gift.id, vip.id] })
    const again = await run(setTags, owner, { orderIds: [...inA], add: [gift.id], remove: [vip.id] })
    expect(again).toMatchObject({ added: [] })
    expect(again.removed).toHaveLength(3)
    expect(new Set(await ids(owner, { tagId: gift.id }))).toEqual(new Set([...inA, one(inB)]))
    expect(await ids(owner, { tagId: vip.id })).toEqual([one(inB)])
    const row = (await run(listOrders, owner, { tagId: vip.id })).items[0]
    expect(row?.tags.map(({ name }) => name).sort()).toEqual(['VIP', '礼盒'])

    expect(await run(deleteTag, owner, { tagId: gift.id })).toMatchObject({ orders: 4 })
    expect((await run(getOrder, owner, { orderId: one(inA) })).tags).toEqual([])
    expect((await run(getOrder, owner, { orderId: one(inB) })).tags).toMatchObject([{ name: 'VIP' }])
  })

  test('a deleted tag comes back as it was on every order it was on, once, and only while its name is free', async () => {
    const { owner, system, inA, inB } = await company()
    const gift = await run(createTag, owner, { name: '礼盒', tone: 'violet' })
    const vip = await run(createTag, owner, { name: 'VIP' })
    await run(setTags, owner, { orderIds: [...inA, one(inB)], add: [gift.id, vip.id] })
    await run(deleteTag, owner, { tagId: gift.id })
    // Other marks of the same orders go on meanwhile.
    await run(setTags, owner, { orderIds: [one(inA)], remove: [vip.id] })

    const stranger = (await company(1)).owner
    await expect(run(restoreTag, stranger, { tagId: gift.id })).rejects.toMatchObject({ code: 'not_found' })
    expect(await run(restoreTag, owner, { tagId: gift.id })).toEqual({ ...gift, version: 2, orders: 4 })
    expect(new Set(await ids(owner, { tagId: gift.id }))).toEqual(new Set([...inA, one(inB)]))
    expect((await run(getOrder, owner, { orderId: one(inA) })).tags).toMatchObject([{ name: '礼盒', tone: 'violet' }])
    const row = (await run(listOrders, owner, { tagId: vip.id })).items[0]
    expect(row?.tags.map(({ name }) => name).sort()).toEqual(['VIP', '礼盒'])
    await expect(run(restoreTag, owner, { tagId: gift.id })).rejects.toMatchObject({ code: 'not_found' })

    await run(deleteTag, owner, { tagId: gift.id })
    const other = await run(createTag, owner, { name: '礼盒' })
    // Its name is another's by now: it is the same tag on the same orders under the next free one.
    const back = { id: gift.id, name: '礼盒 (2)', tone: 'violet', version: 3, orders: 4 }
    expect(await run(restoreTag, owner, { tagId: gift.id })).toEqual(back)
    expect(await ids(owner, { tagId: gift.id })).toHaveLength(4)
    await run(deleteTag, owner, { tagId: gift.id })
    const second = await run(createTag, owner, { name: '礼盒 （2）' })
    expect(await run(restoreTag, owner, { tagId: gift.id })).toMatchObject({ name: '礼盒 (3)', version: 4 })
    await run(deleteTag, owner, { tagId: gift.id })
    // As long as a name may be, of signs that are two units each.
    const camels = '🐫'.repeat(15)
    const long = await run(createTag, owner, { name: camels })
    await run(deleteTag, owner, { tagId: long.id })
    const taker = await run(createTag, owner, { name: camels })
    expect((await run(restoreTag, owner, { tagId: long.id })).name).toBe(`${'🐫'.repeat(13)} (2)`)
    for (const { id } of [other, second, long, taker]) await run(deleteTag, owner, { tagId: id })
    await run(purgeLists, system, {}, { now: new Date(Date.now() + 31 * 86_400_000) })
    await expect(run(restoreTag, owner, { tagId: gift.id })).rejects.toMatchObject({ code: 'not_found' })
    expect((await run(listTags, owner, {})).items.map(({ name }) => name)).toEqual(['VIP'])
  })

  test('an order is given to a member who works here, and found by who has it', async () => {
    const { tenantId, owner, inA } = await company()
    const service = await createMember(tenantId, 'customer_service')
    await run(assignOrders, owner, { orderIds: [one(inA)], memberId: service.id ?? '' })
    expect(await ids(service, { assignee: 'me' })).toEqual([one(inA)])
    expect(await ids(owner, { assignee: service.id ?? '' })).toEqual([one(inA)])
    expect(await ids(owner, { assignee: 'none', limit: 200 })).toHaveLength(5)
    expect((await run(getOrder, owner, { orderId: one(inA) })).assignee).toMatchObject({ id: service.id })
    const stranger = (await company(1)).owner
    await expect(run(assignOrders, owner, { orderIds: inA, memberId: stranger.id ?? '' })).rejects.toMatchObject({
      code: 'invalid',
    })
  })

  test('what is out of scope is refused like what is unknown, and then nothing of the batch happens', async () => {
    const { tenantId, a, inA, inB, owner } = await company()
    const limited = await createMember(tenantId, 'customer_service', { shopIds: [a.id] })
    await expect(run(setFlags, limited, { orderIds: [...inA, one(inB)], flag: 'red' })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(await ids(owner, { flag: 'any' })).toEqual([])
    const purchaser = await createMember(tenantId, 'purchaser')
    await expect(run(setFlags, purchaser, { orderIds: inA, flag: 'red' })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

test('a note is changed upon the version that was read; the text before stays on the time line', async () => {
  const { owner, inA } = await company(1)
  const orderId = one(inA)
  const { notes } = await run(addNote, owner, { orderId, text: 'Gift box' })
  const note = notes[0]
  if (!note) throw new Error('no note')
  const edited = await run(editNote, owner, { orderId, noteId: note.id, text: 'No gift box', version: 1 })
  expect(edited.notes).toMatchObject([{ text: 'No gift box', version: 2 }])
  expect(edited.notes[0]?.editedAt).not.toBeNull()
  expect(edited.activity.find(({ data }) => data.edited)?.reason).toBe('Gift box')
  await expect(run(editNote, owner, { orderId, noteId: note.id, text: 'Mine', version: 1 })).rejects.toMatchObject({
    code: 'version_conflict',
    params: { version: 2 },
  })
})

test('500 pasted numbers of all kinds: what they mean, what was not found, and only what one may see', async () => {
  const { tenantId, owner, a, inA, inB } = await company()
  const { number } = await run(getOrder, owner, { orderId: one(inA) })
  const noise = Array.from({ length: 496 }, (_, i) => `NOPE-${i}`)
  const numbers = [number.toLowerCase(), 'A-1', 'sku-b', 'A-1', 'NOPE', ...noise]
  const found = await run(findNumbers, owner, { numbers: numbers.slice(0, 500) })
  expect(found).toMatchObject({ orders: 5, capped: false, missing: ['NOPE', ...noise.slice(0, 495)] })
  expect(new Set(await ids(owner, { set: found.setId }))).toEqual(new Set([inA[0], inA[1], ...inB]))
  expect(await ids(owner, { set: found.setId, shopCode: a.code })).toHaveLength(2)
  expect(await run(getNumberSet, owner, { set: found.setId })).toEqual({ missing: found.missing })

  const limited = await createMember(tenantId, 'customer_service', { shopIds: [a.id] })
  const theirs = await run(findNumbers, limited, { numbers: ['A-1', 'B-1'] })
  expect(theirs).toMatchObject({ orders: 1, missing: ['B-1'] })
  // The address may be sent to a colleague: they see of it what they see anyway.
  expect(await ids(limited, { set: found.setId })).toHaveLength(2)
  const stranger = (await company(1)).owner
  expect(await ids(stranger, { set: found.setId })).toEqual([])
  await expect(run(getNumberSet, stranger, { set: found.setId })).rejects.toMatchObject({ code: 'not_found' })
})

test('of a number that means very many orders two hundred and one are found, and that it was cut is said; others’ are not in the way', async () => {
  const { tenantId, owner, b, inB } = await company(1)
  const crowd = await makeShop(owner)
  const line = { sku: 'SKU-B', quantity: 1, price: '1.00' }
  const at = '2026-11-02T00:00:00Z'
  await ingest(
    owner,
    crowd.code,
    Array.from({ length: 230 }, () => ({ at, lines: [line] })),
  )
  const limited = await createMember(tenantId, 'customer_service', { shopIds: [b.id] })
  const found = await run(findNumbers, limited, { numbers: ['SKU-B'] })
  expect(found).toMatchObject({ orders: 1, capped: false, missing: [] })
  expect(await ids(limited, { set: found.setId })).toEqual(inB)
  expect(await run(findNumbers, owner, { numbers: ['SKU-B'] })).toMatchObject({
    orders: 201,
    capped: true,
    missing: [],
  })
})

test('the oldest can stand first, page by page', async () => {
  const { owner, a, inA } = await company()
  const first = await run(listOrders, owner, { shopCode: a.code, sort: 'oldest', limit: 2 })
  const second = await run(listOrders, owner, {
    shopCode: a.code,
    sort: 'oldest',
    limit: 2,
    cursor: first.nextCursor ?? undefined,
  })
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(inA)
})

test('the figure of what is new follows filters and scope', async () => {
  const { tenantId, owner, a, inA } = await company()
  const since = new Date().toISOString()
  await run(setFlags, owner, { orderIds: inA, flag: 'red' })
  expect(await run(countNews, owner, { since })).toEqual({ n: 0, capped: false })
  await new Promise((done) => setTimeout(done, 5))
  const b = await makeShop(owner)
  await ingest(owner, b.code, [{ at: '2026-01-01T00:00:00Z', lines: [{ sku: 'X', quantity: 1, price: '1.00' }] }])
  expect(await run(countNews, owner, { since })).toEqual({ n: 1, capped: false })
  expect(await run(countNews, owner, { since, flag: 'red' })).toEqual({ n: 0, capped: false })
  const limited = await createMember(tenantId, 'customer_service', { shopIds: [a.id] })
  expect(await run(countNews, limited, { since })).toEqual({ n: 0, capped: false })
})
