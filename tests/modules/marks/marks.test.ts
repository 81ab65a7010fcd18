import { expect, test } from 'vitest'
import type { MarkedKind } from '@/lib/kernel/marked-kinds'
import { listReturnRequests } from '@/lib/modules/aftersales/list-return-requests'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { deleteProduct } from '@/lib/modules/catalog/delete-product'
import { listProducts } from '@/lib/modules/catalog/list-products'
import { createCustomer } from '@/lib/modules/customers/create-customer'
import { listCustomers } from '@/lib/modules/customers/list-customers'
import { undoCustomers } from '@/lib/modules/customers/undo-customers'
import { addRecordNote } from '@/lib/modules/marks/add-note'
import { editRecordNote } from '@/lib/modules/marks/edit-note'
import { listMarks } from '@/lib/modules/marks/list-marks'
import { listNotes } from '@/lib/modules/marks/list-notes'
import { setMarks } from '@/lib/modules/marks/set-marks'
import { listAudit } from '@/lib/modules/settings/list-audit'
import { listNotices } from '@/lib/modules/settings/list-notices'
import { inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { Context } from '@/lib/platform/door/context'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { createCompany } from '@/tests/contract/world'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { createMember, createTenant } from '@/tests/support/tenant'

const db = await setupWorkerDatabase()

type Found = { items: { id: string }[] }
const lists: Record<MarkedKind, (actor: Actor, filter: object) => Promise<Found>> = {
  product: (actor, filter) => run(listProducts, actor, filter),
  customer: (actor, filter) => run(listCustomers, actor, filter),
  'return-request': (actor, filter) => run(listReturnRequests, actor, filter),
}
const idsOf = ({ items }: Found) => items.map(({ id }) => id)

test('products, customers and return requests are flagged and given to somebody, found by it, and taken back only where nobody changed it since', async () => {
  const { tenantId, owner, world } = await createCompany()
  const colleague = await createMember(tenantId, 'owner')
  const things: [MarkedKind, string | undefined][] = [
    ['product', world.productId],
    ['customer', world.customerId],
    ['return-request', world.returnRequestId],
  ]
  for (const [kind, objectId = ''] of things) {
    const mine = { kind, objectIds: [objectId] }
    const find = async (filter: object) => idsOf(await lists[kind](owner, filter)).includes(objectId)
    const { changed } = await run(setMarks, owner, { ...mine, flag: 'red', memberId: colleague.id })
    expect(changed).toEqual([{ objectId, flag: '', memberId: owner.id }])
    const carried = await run(listMarks, owner, mine)
    expect(carried.items).toMatchObject([{ objectId, flag: 'red', assignee: { id: colleague.id } }])
    expect([await find({ flag: 'red' }), await find({ flag: 'any' }), await find({ flag: 'blue' })]).toEqual([
      true,
      true,
      false,
    ])
    expect([await find({ assignee: 'me' }), await find({ assignee: 'none' })]).toEqual([false, false])
    expect(idsOf(await lists[kind](colleague, { assignee: 'me', flag: 'red' }))).toEqual([objectId])

    // The colleague was faster: the undo of the flag leaves theirs.
    await run(setMarks, colleague, { ...mine, flag: 'green' })
    expect(await run(setMarks, owner, { ...mine, flag: '', from: { flag: 'red' } })).toEqual({ changed: [] })
    expect(await run(setMarks, owner, { ...mine, memberId: null, from: { memberId: colleague.id } })).toMatchObject({
      changed: [{ memberId: colleague.id, flag: 'green' }],
    })
    expect([await find({ flag: 'green' }), await find({ assignee: 'none' })]).toEqual([true, true])
  }
  await expect(run(setMarks, owner, { kind: 'product', objectIds: [world.productId ?? ''] })).rejects.toMatchObject({
    params: { errors: [{ path: 'flag', code: 'required' }] },
  })
  await drainAll(tenantId)
  const { items } = await run(listNotices, colleague, {})
  expect(items.map(({ kind, data }) => [kind, data.about, data.count])).toEqual(
    expect.arrayContaining(things.map(([kind]) => ['record.assigned', kind, 1])),
  )
})

test('who does not see a thing sticks nothing on it and reads no notes of it; two who mark the same things both stand', async () => {
  const { tenantId, owner, world } = await createCompany()
  const stranger = (await createTenant()).owner
  const ofOther = await createMember(tenantId, 'owner', { shopIds: [world.otherShopId ?? ''] })
  const returned = { kind: 'return-request' as const, objectId: world.returnRequestId ?? '' }
  for (const actor of [stranger, ofOther]) {
    const there = { kind: returned.kind, objectIds: [returned.objectId] }
    await expect(run(setMarks, actor, { ...there, flag: 'red' })).rejects.toMatchObject({ code: 'not_found' })
    expect(await run(listMarks, actor, there)).toEqual({ items: [] })
    await expect(run(listNotes, actor, returned)).rejects.toMatchObject({ code: 'not_found' })
    await expect(run(addRecordNote, actor, { ...returned, text: 'Mine' })).rejects.toMatchObject({ code: 'not_found' })
    const edit = { noteId: world.recordNoteId ?? '', text: 'Mine', version: 1 }
    await expect(run(editRecordNote, actor, edit)).rejects.toMatchObject({ code: 'not_found' })
  }
  const service = await createMember(tenantId, 'customer_service')
  const mayNot = { ...service, permissions: new Set(['mark.*', 'note.*']) }
  await expect(
    run(setMarks, mayNot, { kind: 'customer', objectIds: [world.customerId ?? ''], flag: 'red' }),
  ).rejects.toMatchObject({ code: 'forbidden', params: { permission: 'customer.list' } })
  const objectIds = [world.productId ?? '', world.spareProductId ?? '']
  await Promise.all([
    run(setMarks, owner, { kind: 'product', objectIds, flag: 'blue' }),
    run(setMarks, owner, { kind: 'product', objectIds: objectIds.toReversed(), memberId: service.id }),
  ])
  const { items } = await run(listMarks, owner, { kind: 'product', objectIds })
  expect(items.map(({ flag, assignee }) => [flag, assignee?.id])).toEqual([
    ['blue', service.id],
    ['blue', service.id],
  ])
})

test('notes are sealed, changed upon the version that was read, and counted in the list', async () => {
  const { owner, world } = await createCompany()
  const customer = { kind: 'customer' as const, objectId: world.customerId ?? '' }
  const { items } = await run(addRecordNote, owner, { ...customer, text: '电话 13912345678 晚上打' })
  const [note] = items
  const edit = { noteId: note?.id ?? '', text: 'Call in the evening', version: 1 }
  expect((await run(editRecordNote, owner, edit)).items).toMatchObject([{ text: 'Call in the evening', version: 2 }])
  await expect(run(editRecordNote, owner, edit)).rejects.toMatchObject({ code: 'version_conflict' })
  expect((await run(listNotes, owner, customer)).items[0]?.editedAt).not.toBeNull()
  // What stood there, and who changed it, is in the trail of the customer.
  await run(setMarks, owner, { kind: 'customer', objectIds: [customer.objectId], flag: 'red' })
  const trail = (await run(listAudit, owner, { objectId: customer.objectId })).items
  expect(trail.map(({ action }) => action)).toEqual(expect.arrayContaining(['mark.set', 'note.edit', 'note.add']))
  expect(JSON.stringify(trail.find(({ action }) => action === 'note.edit'))).toContain('电话 13912345678 晚上打')
  const marks = await run(listMarks, owner, { kind: 'customer', objectIds: [customer.objectId] })
  expect(marks.items).toMatchObject([{ notes: 1 }])
  const { rows } = await withClient(db.superuserUrl, (client) =>
    client.query(`select encode(body, 'escape') as body from notes where object_id = $1`, [customer.objectId]),
  )
  expect(rows.length).toBe(1)
  expect(JSON.stringify(rows)).not.toMatch(/Call|13912345678/)
})

test('what an import made is not taken back over somebody’s note; flags go with what is taken back or deleted', async () => {
  const { tenantId, owner } = await createTenant()
  const [noted, flagged] = await Promise.all(['李四', '王五'].map((name) => run(createCustomer, owner, { name })))
  const product = await run(createProduct, owner, {
    name: '龙井',
    skus: [{ code: 'T', listPrice: '1.00', currency: 'CNY' }],
  })
  await run(addRecordNote, owner, { kind: 'customer', objectId: noted?.id ?? '', text: 'Pays late' })
  await run(setMarks, owner, { kind: 'customer', objectIds: [flagged?.id ?? ''], flag: 'red' })
  await run(setMarks, owner, { kind: 'product', objectIds: [product.id], flag: 'red' })
  const undo = (id: string) =>
    inTenant(tenantId, 'write', (client) =>
      undoCustomers(new Context(client, owner, new Date()), [{ type: 'customer', id, before: null, version: 1 }]),
    )
  await expect(undo(noted?.id ?? '')).rejects.toMatchObject({
    params: { errors: [{ path: noted?.number, code: 'changed_since' }] },
  })
  await undo(flagged?.id ?? '')
  await run(deleteProduct, owner, { productId: product.id })
  const { rows } = await withClient(db.superuserUrl, (client) =>
    client.query('select kind from marks where tenant_id = $1 union all select kind from notes where tenant_id = $1', [
      tenantId,
    ]),
  )
  expect(rows).toEqual([{ kind: 'customer' }])
})
