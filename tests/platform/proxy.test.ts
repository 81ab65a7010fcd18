import { NextRequest } from 'next/server'
import { expect, it } from 'vitest'
import { preparePage } from '@/lib/platform/entrance/page-headers'
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
  ])
    expect(answer.status).toBe(200)
})

function prepared(url: string, sent: Record<string, string> = {}) {
  const headers: Record<string, string> = { ...sent }
  const answered: Record<string, unknown> = {}
  preparePage({ headers, url }, { setHeader: (name, value) => Object.assign(answered, { [name]: value }) as never })
  return { headers, answered }
}

it('gives each page a policy with a nonce of its own, over whatever a client sent under these names', () => {
  const forged = {
    'x-nonce': 'mine',
    'content-security-policy': "script-src 'nonce-mine'",
    'content-security-policy-report-only': "script-src 'nonce-mine'",
    'x-caravan-path': '//elsewhere.example',
    'x-middleware-subrequest': 'proxy:proxy:proxy',
  }
  const [one, two] = [prepared('/orders?_rsc=1x&q=1', forged), prepared('/orders')]
  const nonce = one.headers['x-nonce'] ?? ''
  expect(nonce).not.toBe('mine')
  expect(nonce).not.toBe(two.headers['x-nonce'])
  expect(one.answered['content-security-policy']).toContain(`script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`)
  expect(one.headers).toEqual({
    'x-nonce': nonce,
    'x-caravan-path': '/orders?q=1',
    'content-security-policy': one.answered['content-security-policy'],
  })
})

it('lets compiled code run at stations alone, which read barcodes off a camera', () => {
  const scriptsOf = (url: string) =>
    /script-src ([^;]+)/.exec(String(prepared(url).answered['content-security-policy']))?.[1]
  for (const url of ['/scan', '/scan/pick', '/scan?x=1']) expect(scriptsOf(url)).toContain(`'wasm-unsafe-eval'`)
  for (const url of ['/', '/orders', '/scanner', '/floor/scan']) expect(scriptsOf(url)).not.toContain('wasm')
})

it('leaves data and assets alone', () => {
  for (const url of ['/api/v1/orders', '/_next/static/chunks/a.js', '/icon.svg'])
    expect(prepared(url, { 'x-middleware-next': '1' })).toEqual({ headers: {}, answered: {} })
})
