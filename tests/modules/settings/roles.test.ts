import { afterAll, expect, test } from 'vitest'
import { createMember } from '@/lib/modules/settings/create-member'
import { createRole } from '@/lib/modules/settings/create-role'
import { createShop } from '@/lib/modules/settings/create-shop'
import { deleteRole } from '@/lib/modules/settings/delete-role'
import { endMemberSessions } from '@/lib/modules/settings/end-member-sessions'
import { listAudit } from '@/lib/modules/settings/list-audit'
import { listMembers } from '@/lib/modules/settings/list-members'
import { listRoles } from '@/lib/modules/settings/list-roles'
import { listShops } from '@/lib/modules/settings/list-shops'
import { memberAccess } from '@/lib/modules/settings/member-access'
import { memberSessions } from '@/lib/modules/settings/member-sessions'
import { resetRole } from '@/lib/modules/settings/reset-role'
import { updateRole } from '@/lib/modules/settings/update-role'
import { viewAsRole } from '@/lib/modules/settings/view-as-role'
import { acceptInvitation } from '@/lib/platform/auth/invitations'
import { actorOf } from '@/lib/platform/auth/session'
import { sessionOf, viewThrough } from '@/lib/platform/auth/sessions'
import { signIn } from '@/lib/platform/auth/sign-in'
import { inTenant } from '@/lib/platform/db/transaction'
import { type Actor, may } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { clientOf, keyFor, serveApi } from '@/tests/support/api'
import { setupWorkerDatabase } from '@/tests/support/database'
import { client, createSignInCompany, password } from '@/tests/support/identity'
import { createTenant, createMember as insertMember } from '@/tests/support/tenant'
import { until } from '@/tests/support/until'

await setupWorkerDatabase()
const api = await serveApi()
afterAll(() => api.close())

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (e: { code?: string; params?: { errors?: { path: string; code: string }[] } }) =>
      e.params?.errors?.map((error) => `${error.path}:${error.code}`).join() ?? e.code ?? String(e),
  )
const roleOf = async (actor: Actor, code: string) => {
  const role = (await run(listRoles, actor, { limit: 200 })).items.find((one) => one.code === code)
  if (!role) throw new Error(`no role ${code}`)
  return role
}

test('S2.43 a role is made, copied, changed, given back its first rights and removed', async () => {
  const { owner, tenantId } = await createTenant()
  const made = await run(createRole, owner, { name: '夜班', permissions: ['order.list', 'order.get', 'order.list'] })
  expect(made).toMatchObject({
    name: '夜班',
    builtIn: false,
    secondFactor: false,
    permissions: ['order.get', 'order.list'],
  })
  const finance = await roleOf(owner, 'finance')
  const copy = await run(createRole, owner, { name: '财务二', code: 'finance-2', copyOf: finance.id })
  expect(copy.code).toBe('finance-2')
  // What a role holds and opens nothing any more is not carried on.
  expect(finance.permissions).toEqual(expect.arrayContaining(copy.permissions))
  expect(copy.permissions).toContain('finance-review.release')
  expect(await refusal(run(createRole, owner, { name: 'X', code: 'finance-2' }))).toBe('code:taken')

  const changed = await run(updateRole, owner, {
    roleId: finance.id,
    version: 1,
    permissions: ['audit.list'],
    secondFactor: true,
  })
  expect(changed).toMatchObject({ permissions: ['audit.list'], secondFactor: true, version: 2 })
  expect(await refusal(run(updateRole, owner, { roleId: finance.id, version: 1, name: 'Late' }))).toBe(
    'version_conflict',
  )
  const again = await run(resetRole, owner, { roleId: finance.id })
  expect(again.permissions).toEqual(finance.permissions)
  expect(await refusal(run(resetRole, owner, { roleId: copy.id }))).toBe('roleId:not_built_in')
  expect(await refusal(run(deleteRole, owner, { roleId: finance.id }))).toBe('roleId:built_in')

  await insertMember(tenantId, 'finance-2')
  expect(await refusal(run(deleteRole, owner, { roleId: copy.id }))).toBe('roleId:role_in_use')
  await run(deleteRole, owner, { roleId: made.id })
  expect(await refusal(run(deleteRole, owner, { roleId: made.id }))).toBe('not_found')
  const { items } = await run(listAudit, owner, { action: 'role.update' })
  expect(items[0]?.detail).toMatchObject({
    role: 'finance',
    secondFactor: true,
    removed: expect.arrayContaining(['order.list']),
  })
})

test('nobody gives rights they lack, makes up rights, or touches a role above their own; the owner’s role stays whole', async () => {
  const { owner, tenantId } = await createTenant()
  const rights = ['role.list', 'role.get', 'role.create', 'role.update', 'role.reset', 'role.delete', 'order.list']
  const lead = await run(createRole, owner, { name: 'Lead', code: 'lead', permissions: rights })
  const actor = await insertMember(tenantId, 'lead')
  expect(await refusal(run(createRole, actor, { name: 'A', permissions: ['order.review'] }))).toBe(
    'permissions:not_yours',
  )
  expect(await refusal(run(createRole, actor, { name: 'A', permissions: ['order.*'] }))).toBe('permissions:not_yours')
  expect(await refusal(run(createRole, actor, { name: 'A', permissions: ['*'] }))).toBe('permissions:not_yours')
  expect(await refusal(run(createRole, owner, { name: 'A', permissions: ['moon.fly'] }))).toBe('permissions:unknown')
  const warehouse = await roleOf(owner, 'warehouse')
  const above = { roleId: warehouse.id, version: 1, permissions: ['order.list'] }
  expect(await refusal(run(updateRole, actor, above))).toBe('forbidden')
  expect(await refusal(run(resetRole, actor, { roleId: warehouse.id }))).toBe('forbidden')
  expect(await refusal(run(createRole, actor, { name: 'A', copyOf: warehouse.id }))).toBe('permissions:not_yours')
  // One's own role may lose rights, and never gain what it has not.
  const own = { roleId: lead.id, version: 1, permissions: [...rights, 'order.get'] }
  expect(await refusal(run(updateRole, actor, own))).toBe('permissions:not_yours')
  const ownerRole = await roleOf(owner, 'owner')
  expect(await refusal(run(updateRole, owner, { roleId: ownerRole.id, version: 1, permissions: ['order.list'] }))).toBe(
    'permissions:owner_fixed',
  )
  expect(await run(updateRole, owner, { roleId: ownerRole.id, version: 1, name: '大老板' })).toMatchObject({
    name: '大老板',
  })
  const stranger = await createTenant()
  expect(await refusal(run(updateRole, stranger.owner, { roleId: lead.id, version: 1, name: 'X' }))).toBe('not_found')
})

test('S1.114 a change of a role is in force within five seconds, on pages and by keys, also when another process made it', async () => {
  const { email, tenantId } = await createSignInCompany()
  const { session } = await signIn({ email, password }, client())
  const owner = await actorOf(session)
  if (!owner) throw new Error('no owner')
  const invited = await run(createMember, owner, { name: 'W', email: `w-${tenantId}@roles.example`, role: 'warehouse' })
  const token = invited.inviteUrl.split('/').at(-1)
  const clerk = (await acceptInvitation({ token, password: 'nine lives has a cat' }, client())).session
  const key = clientOf(api.url, await keyFor(owner, 'warehouse'))
  expect((await key('GET', '/shops')).status).toBe(200)
  expect(may((await actorOf(clerk)) as Actor, 'shop.list')).toBe(true)
  const began = Date.now()
  // As another process would: this one's caches know nothing of it.
  await inTenant(tenantId, 'write', (db) =>
    db.query(
      `delete from role_permissions p using roles r where p.tenant_id = $1 and r.tenant_id = $1 and r.id = p.role_id
          and r.code = 'warehouse' and p.permission = 'shop.list'`,
      [tenantId],
    ),
  )
  await until(
    async () => (await key('GET', '/shops')).status,
    (status) => status === 403,
  )
  await until(
    async () => may((await actorOf(clerk)) as Actor, 'shop.list'),
    (allowed) => !allowed,
  )
  expect(Date.now() - began).toBeLessThan(5000)
  // Made by this process it is in force at once.
  const role = await roleOf(owner, 'warehouse')
  await run(resetRole, owner, { roleId: role.id })
  expect((await key('GET', '/shops')).status).toBe(200)
})

test('looking through a role shows what both may see, changes nothing, and is written down', async () => {
  const { email } = await createSignInCompany()
  const { session } = await signIn({ email, password }, client())
  const owner = (await actorOf(session)) as Actor
  const warehouse = await roleOf(owner, 'warehouse')
  await run(viewAsRole, owner, { roleId: warehouse.id })
  await viewThrough(session.id, warehouse.id)
  const seen = (await actorOf((await sessionOf(session.id)) as typeof session)) as Actor
  expect(seen).toMatchObject({ id: owner.id, role: 'warehouse', viewing: { code: 'warehouse' } })
  expect([...seen.permissions].sort()).toEqual(warehouse.permissions)
  expect(await refusal(run(listShops, seen, {}))).toBe('done')
  expect(await refusal(run(listMembers, seen, {}))).toBe('forbidden')
  expect(await refusal(run(createShop, seen, {}))).toBe('forbidden')
  expect(await refusal(run(viewAsRole, seen, {}))).toBe('forbidden')
  const { items } = await run(listAudit, owner, { action: 'role.view-as' })
  expect(items).toMatchObject([{ refs: [{ type: 'role', id: warehouse.id }], detail: { role: 'warehouse' } }])
  await viewThrough(session.id, null)
  expect(await actorOf((await sessionOf(session.id)) as typeof session)).toEqual(owner)
})

test('nobody sees more through another role than through their own', async () => {
  const { owner, tenantId } = await createTenant()
  await run(createRole, owner, {
    name: 'Lead',
    code: 'lead',
    permissions: ['role.list', 'role.view-as', 'order.*', 'shop.list'],
  })
  const lead = await insertMember(tenantId, 'lead')
  const { viewingActor } = await import('@/lib/platform/auth/actors')
  const through = async (code: string) =>
    [...((await viewingActor(lead, (await roleOf(owner, code)).id))?.permissions ?? [])].sort()
  expect(await through('owner')).toEqual(['order.*', 'role.list', 'role.view-as', 'shop.list'])
  expect((await through('purchaser')).every((one) => one === 'shop.list' || one.startsWith('order.'))).toBe(true)
  expect(await through('purchaser')).toContain('order.counts')
})

test('a role that demands a second factor opens nothing to a session that has not shown one', async () => {
  const { email } = await createSignInCompany()
  const { session } = await signIn({ email, password }, client())
  const owner = (await actorOf(session)) as Actor
  const role = await roleOf(owner, 'owner')
  await run(updateRole, owner, { roleId: role.id, version: 1, secondFactor: true })
  expect(await actorOf(session)).toBeUndefined()
  expect(await actorOf({ ...session, secondFactor: true })).toMatchObject({ id: owner.id })
  // A program has no authenticator: keys of the role go on.
  expect((await clientOf(api.url, await keyFor(owner, 'owner'))('GET', '/shops')).status).toBe(200)
})

test('S3.6 what one person can see: rights one by one, shops and warehouses by name; nothing once disabled', async () => {
  const { owner, tenantId } = await createTenant()
  const shop = await run(createShop, owner, {
    code: 'S1',
    name: '一店',
    channel: 'manual',
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
  })
  const clerk = await insertMember(tenantId, 'warehouse', { shopIds: [shop.id] })
  const seen = await run(memberAccess, owner, { memberId: clerk.id })
  expect(seen).toMatchObject({ member: { id: clerk.id }, secondFactor: false, warehouses: null })
  expect(seen.shops).toEqual([{ id: shop.id, code: 'S1', name: '一店' }])
  expect(seen.permissions).toEqual(seen.permissions.filter((name) => may(clerk, name)))
  expect(seen.permissions).toContain('stock.adjust')
  expect(seen.permissions).not.toContain('member.list')
  // What the company has switched off nobody can do.
  const off = {
    ...owner,
    tenant: { ...owner.tenant, settings: { ...owner.tenant.settings, areasOff: ['imports' as const] } },
  }
  const less = await run(memberAccess, off, { memberId: owner.id })
  expect(less.permissions).not.toContain('import.create')
  const all = await run(memberAccess, owner, { memberId: owner.id })
  expect(all.permissions.length).toBeGreaterThan(seen.permissions.length)
  expect(all.shops).toBeNull()
})

test('an administrator sees where a member is signed in, and ends it all', async () => {
  const { email, tenantId } = await createSignInCompany()
  const owner = (await actorOf((await signIn({ email, password }, client())).session)) as Actor
  const invited = await run(createMember, owner, { name: 'W', email: `s-${tenantId}@roles.example`, role: 'warehouse' })
  const token = invited.inviteUrl.split('/').at(-1)
  await acceptInvitation({ token, password: 'nine lives has a cat' }, client({ userAgent: 'A phone' }))
  const { items } = await run(memberSessions, owner, { memberId: invited.id })
  expect(items).toMatchObject([{ userAgent: 'A phone', secondFactor: false }])
  await run(endMemberSessions, owner, { memberId: invited.id })
  expect(await run(memberSessions, owner, { memberId: invited.id })).toEqual({ items: [] })
  const stranger = await createTenant()
  expect(await refusal(run(memberSessions, stranger.owner, { memberId: invited.id }))).toBe('not_found')
})

test('S3.6 who has not been here for ninety days is found, and nobody else', async () => {
  const { owner, tenantId } = await createTenant()
  const [seen, gone, fresh, disabled] = await Promise.all([1, 2, 3, 4].map(() => insertMember(tenantId, 'sales')))
  const days = (id: string | null | undefined, made: number, last: number | null, off = false) =>
    inTenant(tenantId, 'write', (db) =>
      db.query(
        `update members set created_at = now() - $3 * interval '1 day', last_seen_at = now() - $4 * interval '1 day',
                disabled_at = case when $5 then now() end where tenant_id = $1 and id = $2`,
        [tenantId, id, made, last, off],
      ),
    )
  await days(seen?.id, 200, 89)
  await days(gone?.id, 200, 91)
  await days(fresh?.id, 10, null)
  await days(disabled?.id, 200, 120, true)
  expect((await run(listMembers, owner, { idleDays: 90 })).items.map(({ id }) => id)).toEqual([gone?.id])
})
