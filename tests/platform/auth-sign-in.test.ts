import { expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { createMember } from '@/lib/modules/settings/create-member'
import { disableMember } from '@/lib/modules/settings/disable-member'
import { memberActor } from '@/lib/platform/auth/actors'
import { clientAddress, peerHeader, peerKnown } from '@/lib/platform/auth/client-address'
import { acceptInvitation } from '@/lib/platform/auth/invitations'
import { endOwnSessions } from '@/lib/platform/auth/own-sessions'
import { endSession, moveSession, sessionOf } from '@/lib/platform/auth/sessions'
import { signIn } from '@/lib/platform/auth/sign-in'
import { inAuth } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { client, createSignInCompany, password } from '@/tests/support/identity'
import { twoSecondsLater } from '@/tests/support/later'

await setupWorkerDatabase()

const wrong = 'not the password at all'
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'in',
    (e: { code?: string }) => e.code ?? 'fault',
  )

test('a right pair opens a session that names user, company and member; the e-mail may be written in any way', async () => {
  const company = await createSignInCompany()
  const { session } = await signIn({ email: ` ${company.email.toUpperCase()} `, password }, client())
  expect(session).toMatchObject({ userId: company.userId, tenantId: company.tenantId, memberId: company.memberId })
  expect(await sessionOf(session.id)).toMatchObject(session)
})

test('a wrong password and an unknown account are refused alike', async () => {
  const { email } = await createSignInCompany()
  expect(await codeOf(signIn({ email, password: wrong }, client()))).toBe('unauthenticated')
  expect(await codeOf(signIn({ email: 'nobody@example.test', password }, client()))).toBe('unauthenticated')
})

test('of a hundred tries at once on one account at most ten are judged, and then the right password waits too', async () => {
  const { email } = await createSignInCompany()
  const codes = await Promise.all(
    Array.from({ length: 100 }, () => codeOf(signIn({ email, password: wrong }, client()))),
  )
  expect(codes.filter((c) => c === 'unauthenticated').length).toBeLessThanOrEqual(10)
  expect(codes.filter((c) => c === 'unauthenticated').length).toBeGreaterThan(0)
  expect(codes.filter((c) => c === 'rate_limited').length).toBeGreaterThanOrEqual(90)
  expect(await codeOf(signIn({ email, password }, client()))).toBe('rate_limited')
})

test('the tenth wrong try locks for a quarter of an hour, and the lock ends', async () => {
  const { email } = await createSignInCompany()
  // The waits of 1, 2, 4 … seconds are passed by moving the row's clock.
  const pass = (interval: string) =>
    inAuth((c) =>
      c.query(
        `update login_throttles set blocked_until = blocked_until - $1::interval, updated_at = updated_at - $1::interval`,
        [interval],
      ),
    )
  for (let i = 0; i < 9; i++) {
    expect(await codeOf(signIn({ email, password: wrong }, client())), `try ${i + 1}`).toBe('unauthenticated')
    await pass('65 seconds')
  }
  expect(await codeOf(signIn({ email, password: wrong }, client()))).toBe('unauthenticated')
  await pass('14 minutes')
  expect(await codeOf(signIn({ email, password }, client()))).toBe('rate_limited')
  await pass('2 minutes')
  expect(await codeOf(signIn({ email, password }, client()))).toBe('in')
})

test('a device that was in before passes the lock of its account, another device does not', async () => {
  const { email } = await createSignInCompany()
  const { device } = await signIn({ email, password }, client())
  for (let i = 0; i < 30; i++) await codeOf(signIn({ email, password: wrong }, client()))
  expect(await codeOf(signIn({ email, password }, client()))).toBe('rate_limited')
  expect(await codeOf(signIn({ email, password }, client({ device: 'made-up' })))).toBe('rate_limited')
  expect(await codeOf(signIn({ email, password }, client({ device })))).toBe('in')
  // The known device does not give the strangers ten new tries.
  expect(await codeOf(signIn({ email, password }, client()))).toBe('rate_limited')
})

test('a device known for one user opens nothing for another, and has a limit of its own', async () => {
  const a = await createSignInCompany()
  const b = await createSignInCompany()
  const { device } = await signIn({ email: a.email, password }, client())
  for (let i = 0; i < 12; i++) await codeOf(signIn({ email: b.email, password: wrong }, client()))
  expect(await codeOf(signIn({ email: b.email, password }, client({ device })))).toBe('rate_limited')
  const codes: string[] = []
  for (let i = 0; i < 12; i++) codes.push(await codeOf(signIn({ email: a.email, password: wrong }, client({ device }))))
  expect(codes.at(-1)).toBe('rate_limited')
})

test('a token we never gave out is not adopted as a device', async () => {
  const { email } = await createSignInCompany()
  const { device } = await signIn({ email, password }, client({ device: 'planted-by-somebody' }))
  expect(device).not.toBe('planted-by-somebody')
  const again = await signIn({ email, password }, client({ device }))
  expect(again.device).toBe(device)
})

test('one address has twenty wrong tries a minute, whatever accounts it asks for; right ones do not count', async () => {
  const { email } = await createSignInCompany()
  const { address } = client()
  for (let i = 0; i < 25; i++) expect(await codeOf(signIn({ email, password }, { address }))).toBe('in')
  const codes: string[] = []
  for (let i = 0; i < 25; i++)
    codes.push(await codeOf(signIn({ email: `spray${i}@example.test`, password }, { address })))
  expect(codes.filter((c) => c === 'unauthenticated')).toHaveLength(20)
  expect(codes.slice(20).every((c) => c === 'rate_limited')).toBe(true)
  expect(await codeOf(signIn({ email, password }, { address }))).toBe('rate_limited')
  expect(await codeOf(signIn({ email, password }, client()))).toBe('in')
})

test('the table of tries tells neither e-mail nor address', async () => {
  const { email } = await createSignInCompany()
  await codeOf(signIn({ email, password: wrong }, { address: '203.0.113.77' }))
  const { rows } = await inAuth((c) =>
    c.query('select encode(subject, $1) as text, length(subject) as length from login_throttles', ['escape']),
  )
  expect(
    rows.every((row) => row.length === 32 && !row.text.includes('203.0.113.77') && !row.text.includes(email)),
  ).toBe(true)
})

test('an ended session is out at once here, and elsewhere when two seconds have passed', async () => {
  const { email } = await createSignInCompany()
  const { session } = await signIn({ email, password }, client())
  expect(await sessionOf(session.id)).toBeDefined()
  await inAuth((c) => c.query('update sessions set revoked_at = now() where id = $1', [session.id]))
  twoSecondsLater()
  expect(await sessionOf(session.id)).toBeUndefined()
  const other = (await signIn({ email, password }, client())).session
  expect(await sessionOf(other.id)).toBeDefined()
  await endSession(other.id)
  expect(await sessionOf(other.id)).toBeUndefined()
})

test('a session dies after eight idle hours and after twelve in all', async () => {
  const { email } = await createSignInCompany()
  const idle = (await signIn({ email, password }, client())).session
  await inAuth((c) =>
    c.query("update sessions set last_seen_at = now() - interval '8 hours 1 minute' where id = $1", [idle.id]),
  )
  expect(await sessionOf(idle.id)).toBeUndefined()
  const old = (await signIn({ email, password }, client())).session
  const { rows } = await inAuth((c) =>
    c.query('select expires_at - created_at as life from sessions where id = $1', [old.id]),
  )
  expect(rows[0].life).toMatchObject({ hours: 12 })
  await inAuth((c) => c.query("update sessions set expires_at = now() - interval '1 second' where id = $1", [old.id]))
  expect(await sessionOf(old.id)).toBeUndefined()
})

test('use keeps a session awake', async () => {
  const { email } = await createSignInCompany()
  const { session } = await signIn({ email, password }, client())
  await inAuth((c) =>
    c.query("update sessions set last_seen_at = now() - interval '7 hours' where id = $1", [session.id]),
  )
  expect(await sessionOf(session.id)).toBeDefined()
  const { rows } = await inAuth((c) =>
    c.query("select last_seen_at > now() - interval '1 minute' as fresh from sessions where id = $1", [session.id]),
  )
  expect(rows[0].fresh).toBe(true)
})

test('a disabled member is out within five seconds, cannot sign in again, and has no living session left', async () => {
  const { tenantId, memberId } = await createSignInCompany()
  const owner = await memberActor(tenantId, memberId)
  if (!owner) throw new Error('no owner')
  const email = `clerk-${tenantId}@example.test`
  const invited = await run(createMember, owner, { name: 'Clerk', email, role: 'customer_service' })
  const token = invited.inviteUrl.split('/').at(-1)
  const { session } = await acceptInvitation({ token, name: 'Clerk', password: 'nine lives has a cat' }, client())
  expect(await memberActor(session.tenantId, session.memberId)).toBeDefined()
  await run(disableMember, owner, { memberId: invited.id })
  twoSecondsLater()
  expect(await sessionOf(session.id)).toBeUndefined()
  expect(await memberActor(session.tenantId, session.memberId)).toBeUndefined()
  expect(await codeOf(signIn({ email, password: 'nine lives has a cat' }, client()))).toBe('forbidden')
})

test('T-02 a session moves only to companies of its own user, and ends only sessions of theirs: others are as unknown ones', async () => {
  const a = await createSignInCompany()
  const b = await createSignInCompany()
  const { session } = await signIn({ email: a.email, password }, client())
  expect(await moveSession(session, b.tenantId)).toBe(false)
  expect(await moveSession(session, newId())).toBe(false)
  expect((await sessionOf(session.id))?.tenantId).toBe(a.tenantId)
  const { session: stranger } = await signIn({ email: b.email, password }, client())
  for (const which of [stranger.id, newId()]) expect(await endOwnSessions(session, which)).toBe(0)
  expect(await sessionOf(stranger.id)).toBeDefined()
  await inAuth((c) =>
    c.query('insert into memberships (user_id, tenant_id, member_id) values ($1, $2, $3)', [
      a.userId,
      b.tenantId,
      b.memberId,
    ]),
  )
  expect(await moveSession(session, b.tenantId)).toBe(true)
  expect(await sessionOf(session.id)).toMatchObject({ tenantId: b.tenantId, memberId: b.memberId })
})

test('a session does not move to a company where its member is disabled, and stays good where it is', async () => {
  const a = await createSignInCompany()
  const b = await createSignInCompany()
  const { session } = await signIn({ email: a.email, password }, client())
  const owner = await memberActor(b.tenantId, b.memberId)
  if (!owner) throw new Error('the owner is missing')
  const member = await run(createMember, owner, { name: 'A', email: a.email, role: 'warehouse' })
  await inAuth((c) =>
    c.query('insert into memberships (user_id, tenant_id, member_id) values ($1, $2, $3)', [
      a.userId,
      b.tenantId,
      member.id,
    ]),
  )
  await run(disableMember, owner, { memberId: member.id })
  expect(await moveSession(session, b.tenantId)).toBe(false)
  expect(await sessionOf(session.id)).toMatchObject({ tenantId: a.tenantId, memberId: a.memberId })
})

test('a closed company lets nobody in', async () => {
  const { email, tenantId } = await createSignInCompany()
  const { session } = await signIn({ email, password }, client())
  await inAuth((c) => c.query("update tenants set status = 'closed' where id = $1", [tenantId]))
  expect(await sessionOf(session.id)).toBeUndefined()
  expect(await codeOf(signIn({ email, password }, client()))).toBe('forbidden')
})

test('X-Forwarded-For is believed for as many hops as are trusted, and never its left end', () => {
  const headers = new Headers({ 'x-forwarded-for': '6.6.6.6, 198.51.100.7, 10.1.1.1', [peerHeader]: '10.2.2.2' })
  Object.assign(globalThis, { [peerKnown]: true })
  expect(clientAddress(headers, 0)).toBe('10.2.2.2')
  expect(clientAddress(headers, 1)).toBe('10.1.1.1')
  expect(clientAddress(headers, 2)).toBe('198.51.100.7')
  expect(clientAddress(new Headers({ [peerHeader]: '10.2.2.2' }), 2)).toBe('10.2.2.2')
  Object.assign(globalThis, { [peerKnown]: false })
  expect(clientAddress(headers, 0)).toBe('unknown')
})
