import { NextRequest } from 'next/server'
import { expect, it } from 'vitest'
import { proxy } from '@/proxy'

const asked = (headers: Record<string, string>) =>
  proxy(new NextRequest('http://caravan.test/orders', { method: 'POST', headers }))

it.each(['', ' ', 'caravan.test', 'http://', '//caravan.test'])(
  'refuses the origin %j, which is none, before anybody reads it',
  async (origin) => {
    const answer = asked({ origin })
    expect([answer.status, await answer.text()]).toEqual([403, ''])
  },
)

it.each([undefined, 'null', 'http://caravan.test', 'https://elsewhere.example'])(
  'leaves the origin %j to the action itself',
  (origin) => {
    const answer = asked(origin === undefined ? {} : { origin })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-security-policy')).toContain(`default-src 'self'`)
  },
)
