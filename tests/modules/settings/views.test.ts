import { describe, expect, test } from 'vitest'
import { createView } from '@/lib/modules/settings/create-view'
import { deleteView } from '@/lib/modules/settings/delete-view'
import { getPreferences } from '@/lib/modules/settings/get-preferences'
import { listViews } from '@/lib/modules/settings/list-views'
import { setPreferences } from '@/lib/modules/settings/set-preferences'
import { shareView } from '@/lib/modules/settings/share-view'
import { updateView } from '@/lib/modules/settings/update-view'
import { forgetMember, memberActor } from '@/lib/platform/auth/actors'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createMember, createTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

async function fresh(actor: Actor): Promise<Actor> {
  forgetMember(actor.tenantId, actor.id ?? '')
  const found = await memberActor(actor.tenantId, actor.id ?? '')
  if (!found) throw new Error('the member is missing')
  return found
}

const names = async (actor: Actor) => (await run(listViews, actor, { list: 'orders' })).items.map(({ name }) => name)

describe('saved views', () => {
  test('a view is its owner’s alone until it is shared, with roles or with everybody', async () => {
    const { tenantId, owner } = await createTenant()
    const service = await createMember(tenantId, 'customer_service')
    const store = await createMember(tenantId, 'warehouse')
    const view = await run(createView, owner, { list: 'orders', name: '加急', query: { state: 'approved' } })
    expect(await names(owner)).toEqual(['加急'])
    expect(await names(service)).toEqual([])
    await expect(run(deleteView, service, { viewId: view.id })).rejects.toMatchObject({ code: 'not_found' })

    await run(shareView, owner, { viewId: view.id, roles: ['customer_service'] })
    expect([await names(service), await names(store)]).toEqual([['加急'], []])
    expect((await fresh(service)).lists?.views).toMatchObject([
      { name: '加急', mine: false, query: { state: 'approved' } },
    ])
    expect((await fresh(store)).lists?.views).toEqual([])

    await run(shareView, owner, { viewId: view.id, roles: [] })
    expect([await names(service), await names(store)]).toEqual([['加急'], ['加急']])
    // Seen is not owned: who may not share changes only their own.
    await expect(run(deleteView, service, { viewId: view.id })).rejects.toMatchObject({ code: 'not_found' })
    await run(shareView, owner, { viewId: view.id, roles: null })
    expect(await names(store)).toEqual([])
  })

  test('names are taken once per list and owner, versions are kept, and a search word is not', async () => {
    const { owner } = await createTenant()
    const view = await run(createView, owner, { list: 'orders', name: 'A', query: {} })
    await expect(run(createView, owner, { list: 'orders', name: 'A', query: {} })).rejects.toMatchObject({
      code: 'invalid',
      params: { errors: [{ path: 'name', code: 'taken' }] },
    })
    await run(createView, owner, { list: 'stock', name: 'A', query: {} })
    await expect(
      run(createView, owner, { list: 'orders', name: 'B', query: { q: '13800138000' } }),
    ).rejects.toMatchObject({
      code: 'invalid',
    })
    const columns = [
      { key: 'number', width: 200 },
      { key: 'shop', hidden: true },
    ]
    const changed = await run(updateView, owner, { viewId: view.id, query: { hold: 'any' }, columns, version: 1 })
    expect(changed).toMatchObject({ name: 'A', query: { hold: 'any' }, columns, version: 2 })
    await expect(run(updateView, owner, { viewId: view.id, name: 'C', version: 1 })).rejects.toMatchObject({
      code: 'version_conflict',
    })
    expect((await fresh(owner)).lists?.views.find(({ list }) => list === 'orders')).toMatchObject({
      columns,
      version: 2,
    })
    expect((await run(deleteView, owner, { viewId: view.id })).name).toBe('A')
    expect(await names(owner)).toEqual([])
  })

  test('fifty views are enough for anybody', async () => {
    const { owner } = await createTenant()
    for (let n = 0; n < 50; n++) await run(createView, owner, { list: 'orders', name: `V${n}`, query: {} })
    await expect(run(createView, owner, { list: 'orders', name: 'V50', query: {} })).rejects.toMatchObject({
      code: 'too_large',
    })
  })
})

test('S3.24 preferences are each member’s own, change part by part, and come with the rights', async () => {
  const { tenantId, owner } = await createTenant()
  const other = await createMember(tenantId, 'sales')
  const columns = [{ key: 'number' }, { key: 'total', width: 120 }]
  await run(setPreferences, owner, { density: 'compact', list: { name: 'orders', columns } })
  const view = await run(createView, owner, { list: 'orders', name: 'A', query: {} })
  await run(setPreferences, owner, { list: { name: 'orders', defaultView: view.id } })
  await run(setPreferences, owner, { notices: { 'stock.low': { bell: true, pop: false } } })
  expect(await run(getPreferences, owner, {})).toMatchObject({
    density: 'compact',
    lists: { orders: { columns, defaultView: view.id } },
    notices: { 'stock.low': { bell: true, pop: false }, 'order.assigned': { bell: true, pop: true } },
  })
  expect((await fresh(owner)).lists?.preferences).toMatchObject({ 'list:orders': { columns } })
  expect(await run(getPreferences, other, {})).toMatchObject({ density: 'normal', lists: {} })
})
