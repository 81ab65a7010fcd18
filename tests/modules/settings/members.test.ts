import { expect, test } from 'vitest'
import { createMember } from '@/lib/modules/settings/create-member'
import { createShop } from '@/lib/modules/settings/create-shop'
import { disableMember } from '@/lib/modules/settings/disable-member'
import { enableMember } from '@/lib/modules/settings/enable-member'
import { getMember } from '@/lib/modules/settings/get-member'
import { listMembers } from '@/lib/modules/settings/list-members'
import { me } from '@/lib/modules/settings/me'
import { reinviteMember } from '@/lib/modules/settings/reinvite-member'
import { updateMember } from '@/lib/modules/settings/update-member'
import { memberActor } from '@/lib/platform/auth/actors'
import { acceptInvitation, invitationOf } from '@/lib/platform/auth/invitations'
import { inAuth, inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { client, createSignInCompany, password } from '@/tests/support/identity'
import { createTenant, createMember as insertMember } from '@/tests/support/tenant'

await setupWorkerDatabase()

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (e: { code?: string; params?: { errors?: { path: string; code: string }[] } }) =>
      e.params?.errors?.map((error) => `${error.path}:${error.code}`).join() ?? e.code ?? String(e),
  )
const tokenOf = (invited: { inviteUrl: string }) => invited.inviteUrl.split('/').at(-1) ?? ''

test('S2.42 an invited member opens the link, chooses a password, and works with the role given', async () => {
  const { owner } = await createTenant()
  const invited = await run(createMember, owner, {
    name: '王芳',
    email: ' Fang@Example.TEST ',
    role: 'customer_service',
  })
  expect(invited).toMatchObject({
    email: 'fang@example.test',
    role: 'customer_service',
    state: 'invited',
    shopIds: null,
    version: 1,
  })
  expect(invited.inviteUrl).toMatch(/^http:\/\/localhost:3000\/invite\/[\w-]{43}$/)
  expect(await invitationOf(tokenOf(invited))).toMatchObject({
    email: 'fang@example.test',
    name: '王芳',
    hasPassword: false,
  })
  expect(await refusal(acceptInvitation({ token: tokenOf(invited), password: 'password123' }, client()))).toBe(
    'password:common_password',
  )
  const { session } = await acceptInvitation({ token: tokenOf(invited), name: '王 芳', password }, client())
  const actor = await memberActor(session.tenantId, session.memberId)
  expect(actor).toMatchObject({ id: invited.id, role: 'customer_service', name: '王 芳' })
  expect(await run(getMember, owner, { memberId: invited.id })).toMatchObject({ state: 'active', name: '王 芳' })
  expect(await refusal(acceptInvitation({ token: tokenOf(invited), password }, client()))).toBe('not_found')
})

test('a link of an e-mail that has an account asks for that account’s password, and joins it', async () => {
  const existing = await createSignInCompany()
  const { owner, tenantId } = await createTenant()
  const invited = await run(createMember, owner, { name: 'Both', email: existing.email, role: 'finance' })
  const token = tokenOf(invited)
  expect(await invitationOf(token)).toMatchObject({ hasPassword: true })
  expect(await refusal(acceptInvitation({ token, password: 'a password of my own' }, client()))).toBe('unauthenticated')
  const { session } = await acceptInvitation({ token, password }, client())
  expect(session).toMatchObject({ userId: existing.userId, tenantId, memberId: invited.id })
})

test('a new link makes the old one useless; an old, foreign or disabled one opens nothing', async () => {
  const { owner } = await createTenant()
  const first = await run(createMember, owner, { name: 'A', email: 'a@example.test', role: 'warehouse' })
  const second = await run(reinviteMember, owner, { memberId: first.id })
  expect(await invitationOf(tokenOf(first))).toBeUndefined()
  expect(await invitationOf(tokenOf(second))).toBeDefined()
  expect(await invitationOf('made-up')).toBeUndefined()
  await run(disableMember, owner, { memberId: first.id })
  expect(await invitationOf(tokenOf(second))).toBeUndefined()
  await run(enableMember, owner, { memberId: first.id })
  expect(await invitationOf(tokenOf(second))).toBeDefined()
  await inAuth((c) => c.query("update invitations set expires_at = now() - interval '1 second'"))
  expect(await invitationOf(tokenOf(second))).toBeUndefined()
  expect(await refusal(run(reinviteMember, owner, { memberId: owner.id }))).toBe('memberId:not_invited')
})

test('a link is used once, even when two use it at the same moment', async () => {
  const { owner } = await createTenant()
  const token = tokenOf(await run(createMember, owner, { name: 'A', email: 'race@example.test', role: 'sales' }))
  const codes = await Promise.all(['x', 'y'].map(() => refusal(acceptInvitation({ token, password }, client()))))
  expect(codes.sort()).toEqual(['done', 'not_found'])
})

test('the list is paged and holds this company alone; another company’s member is not found', async () => {
  const a = await createTenant()
  const b = await createTenant()
  for (const n of [1, 2, 3])
    await run(createMember, a.owner, { name: `M${n}`, email: `m${n}@example.test`, role: 'sales' })
  const page = await run(listMembers, a.owner, { limit: 3 })
  expect(page.items.map((m) => m.name)).toEqual(['M3', 'M2', 'M1'])
  const rest = await run(listMembers, a.owner, { limit: 3, cursor: page.nextCursor })
  expect(rest).toMatchObject({ items: [{ name: 'Owner' }], nextCursor: null })
  expect((await run(listMembers, b.owner, {})).items).toHaveLength(1)
  const foreign = page.items[0]?.id
  for (const memberId of [foreign, 'no-uuid', '01890000-0000-7000-8000-000000000000']) {
    expect(await refusal(run(getMember, b.owner, { memberId }))).toBe('not_found')
    expect(await refusal(run(updateMember, b.owner, { memberId, name: 'X', version: 1 }))).toBe('not_found')
    expect(await refusal(run(disableMember, b.owner, { memberId }))).toBe('not_found')
  }
})

test('one e-mail is one member of a company; roles and shops must exist', async () => {
  const { owner } = await createTenant()
  const input = { name: 'A', email: 'twice@example.test', role: 'sales' }
  await run(createMember, owner, input)
  expect(await refusal(run(createMember, owner, input))).toBe('email:taken')
  expect(await refusal(run(createMember, owner, { ...input, email: 'b@example.test', role: 'pirate' }))).toBe(
    'role:unknown',
  )
  const shopIds = ['01890000-0000-7000-8000-000000000000']
  expect(await refusal(run(createMember, owner, { ...input, email: 'b@example.test', shopIds }))).toBe(
    'shopIds:unknown',
  )
})

test('S2.40 role, scope and name change, by version; a stale change is refused', async () => {
  const { owner, tenantId } = await createTenant()
  const shop = await run(createShop, owner, {
    code: 'S1',
    name: 'S1',
    channel: 'manual',
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
  })
  const clerk = await insertMember(tenantId, 'customer_service')
  const changed = await run(updateMember, owner, {
    memberId: clerk.id,
    role: 'warehouse',
    shopIds: [shop.id],
    version: 1,
  })
  expect(changed).toMatchObject({
    role: 'warehouse',
    roleName: '仓库',
    shopIds: [shop.id],
    warehouseIds: null,
    version: 2,
  })
  expect(await refusal(run(updateMember, owner, { memberId: clerk.id, name: 'Late', version: 1 }))).toBe(
    'version_conflict',
  )
})

test('nobody gives more than they have, nor rules over who has more', async () => {
  const { owner, tenantId } = await createTenant()
  const shop = await run(createShop, owner, {
    code: 'S1',
    name: 'S1',
    channel: 'manual',
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
  })
  const other = await run(createShop, owner, {
    code: 'S2',
    name: 'S2',
    channel: 'manual',
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
  })
  const admin = await insertMember(tenantId, 'admin', { shopIds: [shop.id] })
  const input = { name: 'A', email: 'x@example.test', role: 'customer_service' }
  expect(await refusal(run(createMember, admin, { ...input, role: 'owner' }))).toBe('forbidden')
  expect(await refusal(run(createMember, admin, { ...input, shopIds: null }))).toBe('shopIds:out_of_scope')
  expect(await refusal(run(createMember, admin, { ...input, shopIds: [other.id] }))).toBe('shopIds:unknown')
  // Left out, the scope is the inviter's own.
  expect(await run(createMember, admin, input)).toMatchObject({ shopIds: [shop.id], warehouseIds: null })
  expect(await refusal(run(updateMember, admin, { memberId: admin.id, role: 'owner', version: 1 }))).toBe('forbidden')
  expect(await refusal(run(updateMember, admin, { memberId: admin.id, shopIds: null, version: 1 }))).toBe(
    'shopIds:out_of_scope',
  )
  expect(await refusal(run(updateMember, admin, { memberId: owner.id, name: 'Ex', version: 1 }))).toBe('forbidden')
  expect(await refusal(run(disableMember, admin, { memberId: owner.id }))).toBe('forbidden')
})

test('who may not rule over members is told which permission is lacking; everybody may ask who they are', async () => {
  const { tenantId } = await createTenant()
  for (const role of ['customer_service', 'purchaser', 'logistics', 'warehouse', 'sales', 'finance']) {
    const actor = await insertMember(tenantId, role)
    expect(await refusal(run(listMembers, actor, {}))).toBe('forbidden')
    expect(await refusal(run(createMember, actor, {}))).toBe('forbidden')
    expect(await run(me, actor, {})).toMatchObject({ id: actor.id, role, company: { currency: 'CNY' } })
  }
})

test('the last owner who can come in is neither disabled nor demoted, not even by two at once', async () => {
  const { owner, tenantId } = await createTenant()
  expect(await refusal(run(disableMember, owner, { memberId: owner.id }))).toBe('memberId:last_owner')
  expect(await refusal(run(updateMember, owner, { memberId: owner.id, role: 'admin', version: 1 }))).toBe(
    'role:last_owner',
  )
  // Somebody invited has no password yet and does not count.
  const second = await insertMember(tenantId, 'owner')
  expect(await refusal(run(disableMember, second, { memberId: owner.id }))).toBe('memberId:last_owner')
  await inTenant(tenantId, 'write', (c) =>
    c.query('update members set user_id = $2 where tenant_id = $1 and id = $3', [tenantId, owner.id, second.id]),
  )
  const codes = await Promise.all([
    refusal(run(disableMember, owner, { memberId: second.id })),
    refusal(run(disableMember, second, { memberId: owner.id })),
  ])
  expect(codes.sort()).toEqual(['done', 'memberId:last_owner'])
})
