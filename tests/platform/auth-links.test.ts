import { beforeEach, expect, test } from 'vitest'
import { createMember } from '@/lib/modules/settings/create-member'
import { accountOf } from '@/lib/platform/auth/account'
import { acceptInvitation, invitationOf, mailInvitationOf } from '@/lib/platform/auth/invitations'
import { proofOf, proveEmail, requestProof } from '@/lib/platform/auth/prove-email'
import { registerOwner } from '@/lib/platform/auth/register-owner'
import { changePassword, requestReset, resetOf, resetPassword } from '@/lib/platform/auth/reset-password'
import { membershipsOf, sessionOf } from '@/lib/platform/auth/sessions'
import { signIn } from '@/lib/platform/auth/sign-in'
import { inAuth } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { client, createSignInCompany, password } from '@/tests/support/identity'
import { twoSecondsLater } from '@/tests/support/later'
import { takeLetters, tokenIn } from '@/tests/support/mailbox'
import { createTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

const emailProven = async (userId: string) => (await accountOf(userId)).proven
const another = 'the dunes sing at night'
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'in',
    (e: { code?: string; params?: { errors?: { path: string; code: string }[] } }) =>
      e.params?.errors?.map((one) => `${one.path}:${one.code}`).join() ?? e.code ?? String(e),
  )

beforeEach(() => inAuth((db) => db.query('delete from mails')))

test('a forgotten password: a mail, a link, a new one; all sessions and devices end and nobody is signed in by it', async () => {
  const { email } = await createSignInCompany()
  const { session, device } = await signIn({ email, password }, client())
  await requestReset({ email: ` ${email.toUpperCase()}` }, client(), 'zh-CN')
  const [letter] = await takeLetters()
  expect(letter).toMatchObject({ to: email, subject: '重置密码' })
  const token = tokenIn(letter)
  expect(await resetOf(token)).toMatchObject({ email })
  expect(await codeOf(resetPassword({ token, password: 'password123' }, client(), 'en'))).toBe(
    'password:common_password',
  )
  await resetPassword({ token, password: another }, client(), 'en')
  expect(await codeOf(signIn({ email, password }, client()))).toBe('unauthenticated')
  expect(await codeOf(signIn({ email, password: another }, client()))).toBe('in')
  twoSecondsLater()
  expect(await sessionOf(session.id)).toBeUndefined()
  const { rowCount } = await inAuth((db) =>
    db.query('select 1 from known_devices where device_hash = sha256($1::bytea)', [device]),
  )
  expect(rowCount).toBe(0)
  expect(await takeLetters()).toMatchObject([{ to: email, subject: 'Your password was changed' }])
})

test('a link works once, also for two at the same moment, within half an hour, and not after a newer one', async () => {
  const { email } = await createSignInCompany()
  const ask = async () => {
    await inAuth((db) => db.query('delete from login_throttles'))
    await requestReset({ email }, client(), 'en')
    return tokenIn((await takeLetters()).find(({ subject }) => subject.startsWith('Choose')))
  }
  const first = await ask()
  const second = await ask()
  const use = (token: string) => codeOf(resetPassword({ token, password: another }, client(), 'en'))
  expect(await use(first)).toBe('not_found')
  expect((await Promise.all([use(second), use(second)])).sort()).toEqual(['in', 'not_found'])
  expect(await resetOf(second)).toBeUndefined()
  const third = await ask()
  await inAuth((db) => db.query("update user_tokens set expires_at = expires_at - interval '30 minutes'"))
  expect(await resetOf(third)).toBeUndefined()
  expect(await use(third)).toBe('not_found')
  const { rows } = await inAuth((db) => db.query('select * from user_tokens'))
  expect(JSON.stringify(rows)).not.toContain(third)
})

test('asking for an unknown address looks like asking for a known one, and sends nothing', async () => {
  const { email } = await createSignInCompany()
  const timed = async (address: string) => {
    const began = performance.now()
    const answer = await requestReset({ email: address }, client(), 'en')
    return { answer, ms: performance.now() - began }
  }
  const known = await timed(email)
  const unknown = await timed('nobody-at-all@example.test')
  expect(unknown.answer).toEqual(known.answer)
  for (const { ms } of [known, unknown]) expect(ms).toBeGreaterThanOrEqual(395)
  expect(await takeLetters()).toMatchObject([{ to: email }])
  const tries = async (address: string) => {
    const codes: string[] = []
    for (let i = 0; i < 3; i++) codes.push(await codeOf(requestReset({ email: address }, client(), 'en')))
    return codes
  }
  expect(await tries(email)).toEqual(await tries('nobody-at-all@example.test'))
})

test('who knows the password may change it; the other sessions end and this one stays', async () => {
  const { email, userId } = await createSignInCompany()
  const here = (await signIn({ email, password }, client())).session
  const there = (await signIn({ email, password }, client())).session
  const me = { userId: userId ?? '', sid: here.id }
  expect(await codeOf(changePassword(me, { current: 'no', password: another }, client(), 'en'))).toBe(
    'current:wrong_password',
  )
  await changePassword(me, { current: password, password: another }, client(), 'en')
  twoSecondsLater()
  expect(await sessionOf(here.id)).toBeDefined()
  expect(await sessionOf(there.id)).toBeUndefined()
})

let n = 0
const register = (email: string) =>
  registerOwner(
    {
      company: 'Someone',
      slug: `someone-${Date.now()}-${n++}`,
      currency: 'CNY',
      timeZone: 'Asia/Shanghai',
      name: 'Someone',
      email,
      password,
    },
    client(),
    'en',
  )

test('who registers proves the address by a mailed link', async () => {
  const { session } = await register('new@links.example')
  expect(await emailProven(session.userId)).toBe(false)
  const [letter] = await takeLetters()
  expect(letter).toMatchObject({ to: 'new@links.example', subject: 'Please confirm your e-mail address' })
  const token = tokenIn(letter)
  expect(await proofOf(token)).toMatchObject({ email: 'new@links.example' })
  expect(await emailProven(session.userId)).toBe(false)
  expect(await Promise.all([proveEmail(token), proveEmail(token)])).toEqual(expect.arrayContaining([true, false]))
  expect(await emailProven(session.userId)).toBe(true)
  await requestProof(session.userId, 'en')
  expect(await takeLetters()).toEqual([])
})

test('an address that somebody else registered without proof does not keep its owner out of a company', async () => {
  const squatter = await register('fang@links.example')
  const { owner, tenantId } = await createTenant()
  const invited = await run(createMember, owner, {
    name: '王芳',
    email: 'fang@links.example',
    role: 'sales',
    locale: 'en',
  })
  const letters = await takeLetters()
  const mailed = tokenIn(letters.find(({ subject }) => subject.includes('invites you')))
  const shown = invited.inviteUrl.split('/').at(-1) ?? ''
  expect(mailed).not.toBe(shown)
  // The link that the inviter saw proves nothing about the address: it may ask for a mail.
  expect(await invitationOf(shown)).toMatchObject({ hasPassword: true, mayStartAnew: false, needsMail: true })
  const anew = { name: '王芳', password: another, anew: true }
  expect(await codeOf(acceptInvitation({ token: shown, ...anew }, client()))).toBe('unauthenticated')
  await mailInvitationOf(shown, client(), 'zh-CN')
  expect((await takeLetters()).map(({ to }) => to)).toEqual(['fang@links.example'])
  expect(await invitationOf(mailed)).toMatchObject({ hasPassword: true, mayStartAnew: true, needsMail: false })
  const { session } = await acceptInvitation({ token: mailed, ...anew }, client())
  expect(session).toMatchObject({ tenantId, memberId: invited.id })
  expect(session.userId).not.toBe(squatter.session.userId)
  expect(await emailProven(session.userId)).toBe(true)
  expect((await membershipsOf(session.userId)).map((one) => one.tenantId)).toEqual([tenantId])
  // Whoever had registered keeps the company they made, and no way in by an address that is not theirs.
  expect(await sessionOf(squatter.session.id)).toBeDefined()
  expect(await codeOf(signIn({ email: 'fang@links.example', password }, client()))).toBe('unauthenticated')
  expect(await codeOf(signIn({ email: 'fang@links.example', password: another }, client()))).toBe('in')
})

test('an account whose address is proven is never set aside, whatever link is shown', async () => {
  const { email, userId } = await createSignInCompany()
  await requestProof(userId ?? '', 'en')
  await proveEmail(tokenIn((await takeLetters())[0]))
  const { owner, tenantId } = await createTenant()
  await run(createMember, owner, { name: 'Known', email, role: 'sales' })
  const token = tokenIn((await takeLetters())[0])
  expect(await invitationOf(token)).toMatchObject({ hasPassword: true, mayStartAnew: false, needsMail: false })
  expect(await codeOf(acceptInvitation({ token, password: another, anew: true }, client()))).toBe('unauthenticated')
  const { session } = await acceptInvitation({ token, password }, client())
  expect(session).toMatchObject({ userId, tenantId })
})
