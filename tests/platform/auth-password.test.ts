import { expect, test } from 'vitest'
import { commonPasswords } from '@/lib/platform/auth/common-passwords'
import { hashPassword, newPassword, passwordFits } from '@/lib/platform/auth/password'

const codes = (text: string) =>
  newPassword.safeParse(text).error?.issues.map((i) => (i.code === 'custom' ? i.params?.code : i.code)) ?? []

test('a password must be long and nobody else’s', () => {
  expect(codes('correct horse')).toEqual([])
  expect(codes('短一点也行但要十个字')).toEqual([])
  expect(codes('short')).toContain('too_small')
  expect(codes('x1'.repeat(101))).toContain('too_big')
  for (const common of [
    'Password123',
    'woaini1314',
    'QWERTYUIOP',
    'password123!!',
    'aaaaaaaaaaaa',
    '１２３４５６７８９０',
  ]) {
    expect(codes(common), common).toEqual(['common_password'])
  }
  expect(codes('half a pair \ud800 of signs')).toEqual(['invalid'])
})

test('the list holds some hundreds of passwords, each long enough to be chosen', () => {
  expect(commonPasswords.size).toBeGreaterThan(300)
  expect([...commonPasswords].filter((p) => p.length < 9 || p !== p.toLowerCase())).toEqual([])
})

test('Argon2id with the parameters of OWASP; one spelling of a sign is as good as the other', async () => {
  const hash = await hashPassword('Ångström läuft')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await passwordFits(hash, 'Ångström läuft'.normalize('NFD'))).toBe(true)
  expect(await passwordFits(hash, 'Angstrom lauft')).toBe(false)
})

test('without an account the answer is no, after the same work', async () => {
  const hash = await hashPassword('correct horse')
  const timed = async (stored: string | null) => {
    const times: number[] = []
    for (let i = 0; i < 7; i++) {
      const began = performance.now()
      expect(await passwordFits(stored, 'wrong horse')).toBe(false)
      times.push(performance.now() - began)
    }
    return times.sort((a, b) => a - b)[3] ?? 0
  }
  await timed(null)
  const known = await timed(hash)
  const unknown = await timed(null)
  expect(unknown).toBeGreaterThan(known * 0.4)
  expect(await passwordFits(null, 'the password of nobody')).toBe(false)
  expect(await passwordFits('not-a-hash', 'the password of nobody')).toBe(false)
})
