import { expect, test } from 'vitest'
import { type Area, areaNames, areas, core, switchedOff } from '@/lib/kernel/areas'
import { createShop } from '@/lib/modules/settings/create-shop'
import { getCompany } from '@/lib/modules/settings/get-company'
import { getProfile } from '@/lib/modules/settings/get-profile'
import { getSetup } from '@/lib/modules/settings/get-setup'
import { hideSetup } from '@/lib/modules/settings/hide-setup'
import { listShops } from '@/lib/modules/settings/list-shops'
import { setAreas } from '@/lib/modules/settings/set-areas'
import { setProfile } from '@/lib/modules/settings/set-profile'
import { updateCompany } from '@/lib/modules/settings/update-company'
import { keyActor, memberActor } from '@/lib/platform/auth/actors'
import { permissionNames } from '@/lib/platform/auth/permission-names'
import { inTenant } from '@/lib/platform/db/transaction'
import { type Actor, may } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { registry } from '@/lib/registry'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShopWithStock } from '@/tests/support/shop'
import { createKeyActor, createMember, createTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

const again = async (actor: Actor): Promise<Actor> => {
  const load = actor.kind === 'key' ? keyActor : memberActor
  return (await load(actor.tenantId, actor.id ?? '')) ?? actor
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (e: { code?: string }) => e.code ?? String(e),
  )

test('S2.39 licence, tax number and contacts are kept sealed, changed by version, and told to nobody else', async () => {
  const { owner, tenantId } = await createTenant()
  const clerk = await createMember(tenantId, 'customer_service')
  expect(await run(getProfile, owner, {})).toMatchObject({ legalName: '', contactPhone: '', version: 1 })
  const given = { legalName: '杭州商队科技有限公司', licenceNo: '91330100MA27X', contactPhone: '13812345678' }
  const saved = await run(setProfile, owner, { ...given, version: 1 })
  expect(saved).toMatchObject({ ...given, taxNo: '', version: 2 })
  expect(await run(setProfile, owner, { taxNo: 'T1', contactEmail: ' Boss@Acme.example ', version: 2 })).toMatchObject({
    ...given,
    taxNo: 'T1',
    contactEmail: 'boss@acme.example',
  })
  expect(await codeOf(run(setProfile, owner, { taxNo: 'late', version: 2 }))).toBe('version_conflict')
  expect(await codeOf(run(getProfile, clerk, {}))).toBe('forbidden')
  const row = await inTenant(tenantId, 'read', async (db) => {
    const { rows } = await db.query(
      `select c.profile, (select json_agg(a.detail)::text from audit_log a where a.tenant_id = $1) as trail
         from companies c where c.tenant_id = $1`,
      [tenantId],
    )
    return rows[0]
  })
  expect(row.profile.includes(Buffer.from('13812345678'))).toBe(false)
  expect(row.trail).not.toContain('13812345678')
})

test('an area that is switched off is done by nobody and no key, at once, and comes back whole', async () => {
  const { owner, tenantId } = await createTenant()
  const clerk = await createMember(tenantId, 'customer_service')
  const key = await createKeyActor(tenantId, 'owner')
  for (const actor of [owner, clerk, key]) expect(may(actor, 'call.list')).toBe(true)
  const company = await run(setAreas, owner, { off: ['calls', 'reports', 'calls'], version: 1 })
  expect(company).toMatchObject({ areasOff: ['calls', 'reports'], version: 2 })
  for (const actor of [owner, clerk, key]) {
    const now = await again(actor)
    expect([may(now, 'call.list'), may(now, 'call.record'), may(now, 'report.sales')]).toEqual([false, false, false])
    expect(may(now, 'order.list')).toBe(true)
  }
  const call = registry.find(({ name }) => name === 'call.list')
  if (!call) throw new Error('there are no calls')
  expect(await codeOf(run(call, await again(owner), {}))).toBe('forbidden')
  // Other changes of the company leave it as it is.
  await run(updateCompany, await again(owner), { name: 'New name', version: 2 })
  expect((await run(getCompany, await again(owner), {})).areasOff).toEqual(['calls', 'reports'])
  // Orders would wait for a review that nobody could give.
  await run(updateCompany, await again(owner), { financeReview: true, version: 3 })
  expect(await codeOf(run(setAreas, await again(owner), { off: ['financeReview'], version: 4 }))).toBe('invalid')
  await run(setAreas, await again(owner), { off: ['api'], version: 4 })
  expect(may(await again(owner), 'call.list')).toBe(true)
  expect(await codeOf(run(listShops, await again(key), {}))).toBe('forbidden')
  expect(await codeOf(run(listShops, await again(owner), {}))).toBe('done')
})

test('S3.23 every use case is part of an area that can be switched off, or core by name', () => {
  const names = registry.map(({ name }) => name)
  const isOf = (name: string, one: string) => name === one || name.startsWith(`${one}.`)
  const listed = [...Object.values(areas).flat(), ...core]
  expect(listed.filter((one) => !names.some((name) => isOf(name, one)))).toEqual([])
  const isCore = (name: string) => core.some((one) => isOf(name, one))
  // What no role can name is the house's own work, which goes on.
  expect(permissionNames.filter((name) => !switchedOff(areaNames, name) && !isCore(name))).toEqual([])
})

test('S3.23 whatever is switched off is refused at the door, and the rest stays open', async () => {
  const { owner } = await createTenant()
  const off: Area[] = areaNames.filter((area) => area !== 'api')
  await run(setAreas, owner, { off, version: 1 })
  const now = await again(owner)
  for (const name of ['customer.list', 'wave.list', 'pool.list', 'batch.list', 'stocktake.list', 'assembly.list'])
    expect(await refusalOf(now, name), name).toBe('forbidden')
  for (const name of ['print.list', 'listing.list', 'webhook.list', 'alert.list', 'dispatch.status'])
    expect(await refusalOf(now, name), name).toBe('forbidden')
  for (const name of ['order.list', 'product.list', 'stock.list', 'fulfilment.list', 'member.list'])
    expect(await refusalOf(now, name), name).toBe('done')
})

function refusalOf(actor: Actor, name: string): Promise<string> {
  const useCase = registry.find((one) => one.name === name)
  if (!useCase) throw new Error(`no ${name}`)
  return codeOf(run(useCase, actor, {}))
}

test('S1.116 S2.38 the first steps are facts: of each role its own, done by whoever did them, put away by each for itself', async () => {
  const fresh = await createTenant()
  const undone = (await run(getSetup, fresh.owner, {})).steps
  expect(undone.map(({ key }) => key)).toEqual([
    'plan',
    'company',
    'shop',
    'warehouse',
    'product',
    'stock',
    'members',
    'order',
    'review',
    'ship',
  ])
  expect(undone.every(({ done }) => !done)).toBe(true)

  const { owner, tenantId } = await createShopWithStock({ TEA: 5 })
  const clerk = await createMember(tenantId, 'customer_service')
  const done = (steps: readonly { key: string; done: boolean }[]) =>
    steps.filter((step) => step.done).map(({ key }) => key)
  const mine = await run(getSetup, owner, {})
  expect(done(mine.steps)).toEqual(['shop', 'warehouse', 'product', 'stock', 'members'])
  const theirs = await run(getSetup, clerk, {})
  expect(theirs.steps).toEqual([
    { key: 'order', done: false },
    { key: 'review', done: false },
  ])

  await run(hideSetup, clerk, { hidden: true })
  expect((await run(getSetup, clerk, {})).hidden).toBe(true)
  expect((await run(getSetup, owner, {})).hidden).toBe(false)
  await run(hideSetup, clerk, { hidden: false })
  expect((await run(getSetup, clerk, {})).hidden).toBe(false)
  const key = await createKeyActor(tenantId, 'owner')
  expect(await codeOf(run(hideSetup, key, { hidden: true }))).toBe('not_found')
  // Nobody else's company counts.
  await run(createShop, fresh.owner, {
    code: 'S',
    name: 'S',
    channel: 'manual',
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
  })
  expect(done((await run(getSetup, fresh.owner, {})).steps)).toEqual(['shop'])
})
