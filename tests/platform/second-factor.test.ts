import { expect, test } from 'vitest'
import { completeSignIn } from '@/lib/platform/auth/complete-sign-in'
import { requestReset, resetPassword } from '@/lib/platform/auth/reset-password'
import {
  beginFactor,
  confirmFactor,
  dropFactor,
  factorOf,
  forgetFactor,
  renewRecovery,
} from '@/lib/platform/auth/second-factor'
import { pendingSession, sessionOf } from '@/lib/platform/auth/sessions'
import { signIn } from '@/lib/platform/auth/sign-in'
import { base32, hotp, otpauthUri, stepAt, stepOf } from '@/lib/platform/auth/totp'
import { inAuth } from '@/lib/platform/db/transaction'
import { setupWorkerDatabase } from '@/tests/support/database'
import { client, createSignInCompany, password } from '@/tests/support/identity'
import { twoSecondsLater } from '@/tests/support/later'
import { takeLetters, tokenIn } from '@/tests/support/mailbox'

await setupWorkerDatabase()

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'in',
    (e: { code?: string; params?: { errors?: { path: string; code: string }[] } }) =>
      e.params?.errors?.map((one) => `${one.path}:${one.code}`).join() ?? e.code ?? String(e),
  )

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
function fromBase32(text: string): Buffer {
  const bits = [...text].map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** Somebody with an authenticator; `code(1)` is the code of the next half minute. */
async function createSecured() {
  const company = await createSignInCompany()
  const userId = company.userId ?? ''
  const { session } = await signIn({ email: company.email, password }, client())
  const { secret } = await beginFactor(userId, company.email)
  const bytes = fromBase32(secret)
  const code = (ahead = 0) => hotp(bytes, stepAt(new Date()) + BigInt(ahead))
  const recovery = await confirmFactor(userId, session.id, { code: code(-1) }, client())
  // What was taken for the setup is behind; tests choose their own steps.
  await inAuth((db) => db.query('update second_factors set last_step = 0 where user_id = $1', [userId]))
  return { ...company, userId, session, code, recovery }
}
const begin = async (email: string) => (await signIn({ email, password }, client())).session.id
const rest = () => inAuth((db) => db.query('delete from login_throttles'))

test('codes are those of RFC 6238 and RFC 4226, texts those of RFC 4648', () => {
  const secret = Buffer.from('12345678901234567890')
  const at = (seconds: number) => stepAt(new Date(seconds * 1000))
  expect([59, 1111111109, 1111111111, 1234567890, 2000000000, 20000000000].map((t) => hotp(secret, at(t), 8))).toEqual([
    '94287082',
    '07081804',
    '14050471',
    '89005924',
    '69279037',
    '65353130',
  ])
  expect([0n, 1n, 2n, 9n].map((counter) => hotp(secret, counter))).toEqual(['755224', '287082', '359152', '520489'])
  expect(['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => base32(Buffer.from(text)))).toEqual([
    '',
    'MY',
    'MZXQ',
    'MZXW6',
    'MZXW6YQ',
    'MZXW6YTB',
    'MZXW6YTBOI',
  ])
  const now = new Date('2026-11-22T08:00:10Z')
  const near = [-2n, -1n, 0n, 1n, 2n].map((off) => stepOf(secret, hotp(secret, stepAt(now) + off), now) !== undefined)
  expect(near).toEqual([false, true, true, true, false])
  expect(otpauthUri(secret, '王@x.example')).toMatch(
    /^otpauth:\/\/totp\/Caravan:%E7%8E%8B%40x\.example\?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&/,
  )
})

test('with an authenticator the password alone opens nothing; the code does, and the device is known only then', async () => {
  const { email, userId, code, session } = await createSecured()
  expect(await sessionOf(session.id)).toMatchObject({ secondFactor: true })
  const asked = await signIn({ email, password }, client())
  expect(asked).toMatchObject({ pending: true, device: undefined })
  expect(await sessionOf(asked.session.id)).toBeUndefined()
  expect(await pendingSession(asked.session.id)).toEqual({ userId })
  const done = await completeSignIn(asked.session.id, { code: ` ${code().slice(0, 3)} ${code().slice(3)} ` }, client())
  expect(done.device).toMatch(/^[\w-]{43}$/)
  expect(await sessionOf(asked.session.id)).toMatchObject({ userId, secondFactor: true })
})

test('a code is taken once: not again, not an older one, not by two at the same moment', async () => {
  const { email, code } = await createSecured()
  const [a, b, c] = [await begin(email), await begin(email), await begin(email)]
  const both = await Promise.all([a, b].map((sid) => codeOf(completeSignIn(sid, { code: code() }, client()))))
  expect(both.sort()).toEqual(['code:wrong_code', 'in'])
  await rest()
  expect(await codeOf(completeSignIn(c, { code: code() }, client()))).toBe('code:wrong_code')
  expect(await codeOf(completeSignIn(c, { code: code(-1) }, client()))).toBe('code:wrong_code')
  await rest()
  expect(await codeOf(completeSignIn(c, { code: code(2) }, client()))).toBe('code:wrong_code')
  expect(await codeOf(completeSignIn(c, { code: code(1) }, client()))).toBe('in')
})

test('of a hundred guesses at once at most ten are judged, and then the right code waits too', async () => {
  const { email, code } = await createSecured()
  const sid = await begin(email)
  const codes = await Promise.all(
    Array.from({ length: 100 }, (_, i) => codeOf(completeSignIn(sid, { code: String(i).padStart(6, '0') }, client()))),
  )
  expect(codes.filter((one) => one === 'code:wrong_code').length).toBeLessThanOrEqual(10)
  expect(codes).toContain('rate_limited')
  expect(await codeOf(completeSignIn(sid, { code: code() }, client()))).toBe('rate_limited')
  // A new sign-in is no way around the lock.
  expect(await codeOf(completeSignIn(await begin(email), { code: code() }, client()))).toBe('rate_limited')
})

test('a recovery code opens once, however it is written; new ones make the old ones useless', async () => {
  const { email, userId, recovery, code } = await createSecured()
  expect(recovery).toHaveLength(10)
  const [first = '', second = '', third = ''] = recovery
  expect(first).toMatch(/^([a-z2-7]{4}-){3}[a-z2-7]{4}$/)
  const written = first.toUpperCase().replaceAll('-', ' ')
  expect(await codeOf(completeSignIn(await begin(email), { code: written }, client()))).toBe('in')
  expect(await codeOf(completeSignIn(await begin(email), { code: first }, client()))).toBe('code:wrong_code')
  expect(await factorOf(userId)).toMatchObject({ on: true, recoveryLeft: 9 })
  await rest()
  const sid = await begin(email)
  const twice = await Promise.all([1, 2].map(() => codeOf(completeSignIn(sid, { code: second }, client()))))
  expect(twice.filter((one) => one === 'in')).toHaveLength(1)
  await rest()
  const fresh = await renewRecovery(userId, { code: code() }, client())
  expect(await codeOf(completeSignIn(await begin(email), { code: third }, client()))).toBe('code:wrong_code')
  expect(await codeOf(completeSignIn(await begin(email), { code: fresh[0] }, client()))).toBe('in')
  const { rows } = await inAuth((db) => db.query('select code_hash from recovery_codes where user_id = $1', [userId]))
  expect(JSON.stringify(rows)).not.toContain(fresh[0])
})

test('setting up ends the sessions that never showed it; begun and not confirmed it guards nothing', async () => {
  const company = await createSignInCompany()
  const userId = company.userId ?? ''
  const here = await begin(company.email)
  const there = await begin(company.email)
  const { secret, uri } = await beginFactor(userId, company.email)
  expect(uri).toContain(secret)
  expect((await signIn({ email: company.email, password }, client())).pending).toBe(false)
  expect(await codeOf(confirmFactor(userId, here, { code: '000000' }, client()))).toBe('code:wrong_code')
  await confirmFactor(userId, here, { code: hotp(fromBase32(secret), stepAt(new Date())) }, client())
  twoSecondsLater()
  expect(await sessionOf(here)).toMatchObject({ secondFactor: true })
  expect(await sessionOf(there)).toBeUndefined()
  expect(await codeOf(beginFactor(userId, company.email))).toBe('id:factor_on')
  const { rows } = await inAuth((db) => db.query('select sealed from second_factors where user_id = $1', [userId]))
  expect(rows[0].sealed.includes(fromBase32(secret))).toBe(false)
})

test('a new password by mail is no way around it, and who puts it off must show it first', async () => {
  const { email, userId, code } = await createSecured()
  await requestReset({ email }, client(), 'en')
  const token = tokenIn((await takeLetters())[0])
  await resetPassword({ token, password: 'the dunes sing at night' }, client(), 'en')
  const { pending, session } = await signIn({ email, password: 'the dunes sing at night' }, client())
  expect(pending).toBe(true)
  expect(await codeOf(dropFactor(userId, { code: '123456' }, client()))).toBe('code:wrong_code')
  expect(await codeOf(completeSignIn(session.id, { code: code() }, client()))).toBe('in')
  await dropFactor(userId, { code: code(1) }, client())
  expect(await factorOf(userId)).toEqual({ on: false, since: null, recoveryLeft: 0 })
})

test('who runs the house takes a lost one away; every session ends, and the password is asked for anew', async () => {
  const { email, session, recovery } = await createSecured()
  expect(await forgetFactor('nobody@example.test')).toBe(false)
  expect(await forgetFactor(` ${email.toUpperCase()} `)).toBe(true)
  expect(await forgetFactor(email)).toBe(false)
  twoSecondsLater()
  expect(await sessionOf(session.id)).toBeUndefined()
  const again = await signIn({ email, password }, client())
  expect(again.pending).toBe(false)
  expect(await codeOf(completeSignIn(again.session.id, { code: recovery[0] }, client()))).toBe('code:wrong_code')
})

test('a session that waits for its code waits ten minutes, and no stranger’s code ends the wait', async () => {
  const a = await createSecured()
  const b = await createSecured()
  const sid = await begin(a.email)
  expect(await codeOf(completeSignIn(sid, { code: b.code() }, client()))).toBe('code:wrong_code')
  await inAuth((db) =>
    db.query("update sessions set expires_at = expires_at - interval '10 minutes' where id = $1", [sid]),
  )
  expect(await codeOf(completeSignIn(sid, { code: a.code() }, client()))).toBe('unauthenticated')
})
