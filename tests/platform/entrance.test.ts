import { expect, test } from 'vitest'
import { isRefusal, Refusal } from '@/lib/kernel/refusal'
import { nextPath } from '@/lib/platform/entrance/next-path'
import { ownOrigin } from '@/lib/platform/entrance/origin'
import { told } from '@/lib/platform/entrance/outcome'
import { extendEnv } from '@/lib/platform/env'

extendEnv({ PUBLIC_URL: 'https://erp.example.com' })

const passes = (headers: Record<string, string>) => {
  try {
    ownOrigin(new Headers(headers))
    return true
  } catch (e) {
    if (isRefusal(e) && e.code === 'malformed') return false
    throw e
  }
}

test('a change comes from a page of ours or is refused', () => {
  expect(passes({ origin: 'https://erp.example.com', host: 'internal:3000' })).toBe(true)
  expect(passes({ origin: 'http://192.168.1.5:3000', host: '192.168.1.5:3000' })).toBe(true)
  const foreign = [
    'null',
    '',
    'https://evil.example',
    'https://erp.example.com.evil.example',
    'http://erp.example.com',
    'no url',
  ]
  for (const origin of foreign) expect(passes({ origin, host: 'internal:3000' }), origin).toBe(false)
  expect(passes({ host: 'erp.example.com' })).toBe(false)
  expect(passes({ host: 'erp.example.com', referer: 'https://erp.example.com/orders' })).toBe(false)
  expect(passes({ origin: 'https://evil.example', host: 'erp.example.com', 'x-forwarded-host': 'evil.example' })).toBe(
    false,
  )
})

test('after signing in one goes to a page of ours and nowhere else', () => {
  expect(nextPath('/orders?state=approved')).toBe('/orders?state=approved')
  expect(nextPath('/registers')).toBe('/registers')
  const elsewhere = [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '',
    undefined,
    ['/a'],
    '/\t/evil.example',
  ]
  for (const next of [
    ...elsewhere,
    '/sign-in',
    '/sign-in?next=/x',
    '/api/auth/signout',
    '/a\\b',
    `/${'x'.repeat(2000)}`,
  ]) {
    expect(nextPath(next), String(next)).toBe('/dashboard')
  }
})

test('a refusal crosses to the browser as plain data; a fault tells its request id alone', () => {
  const errors = [{ path: 'role', code: 'unknown' }]
  expect(told(new Refusal('invalid', { errors }), 'r')).toEqual({ code: 'invalid', params: {}, errors })
  const params = { at: new Date(0), minor: 5n, holds: [{ code: 'x' }], none: undefined }
  const plain = { at: '1970-01-01T00:00:00.000Z', minor: '5', holds: [{ code: 'x' }] }
  expect(told(new Refusal('on_hold', params), 'r')).toEqual({ code: 'on_hold', params: plain })
  expect(told(new Error('secret of the database'), 'r-7')).toEqual({ code: 'unknown', params: { requestId: 'r-7' } })
})
