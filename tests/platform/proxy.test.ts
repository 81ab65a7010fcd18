import { NextRequest } from 'next/server'
import { expect, it } from 'vitest'
import { proxy } from '@/proxy'

const asked = (method: string, headers: Record<string, string>) =>
  proxy(new NextRequest('http://caravan.test/orders', { method, headers: { host: 'caravan.test', ...headers } }))

it.each(['', ' ', 'null', 'caravan.test', 'http://', 'https://elsewhere.example', undefined])(
  'refuses a post with the origin %j before anybody reads it',
  async (origin) => {
    const answer = asked('POST', origin === undefined ? {} : { origin })
    expect([answer.status, await answer.text()]).toEqual([403, ''])
  },
)

it('lets our own posts through, and whoever only reads', () => {
  for (const answer of [
    asked('POST', { origin: 'http://caravan.test' }),
    asked('GET', {}),
    asked('GET', { origin: '' }),
    asked('HEAD', { origin: 'https://elsewhere.example' }),
  ]) {
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-security-policy')).toContain(`default-src 'self'`)
  }
})
