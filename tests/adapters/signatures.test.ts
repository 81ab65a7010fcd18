import { describe, expect, test } from 'vitest'
import { signShopifyCallback } from '@/lib/adapters/marketplaces/shopify/sign'
import { signFor } from '@/lib/adapters/marketplaces/signatures'
import { signTop } from '@/lib/adapters/marketplaces/taobao/sign'
import { signWooRequest } from '@/lib/adapters/marketplaces/woocommerce/sign'
import { haveChannelFiles, type Vector, vectors } from '@/tests/support/channel-files'

/** The vector of the message socket states its inputs only inside the text that is digested. */
function inputs(vector: Vector) {
  const socket = /^(app)(1700000000000)secret$/.exec(vector.stringToSign)
  return vector.variant === 'websocket' ? { client_id: socket?.[1] ?? '', timestamp: socket?.[2] ?? '' } : vector.params
}

describe.skipIf(!haveChannelFiles)(
  'published vectors, computed from their inputs (skipped without ../shared/channels)',
  () => {
    const counts = { taobao: 2, pinduoduo: 2, shopify: 2, woocommerce: 2 }
    for (const [channel, count] of Object.entries(counts)) {
      test(`${channel}: ${count} of them`, () => {
        const all = vectors(channel)
        expect(all).toHaveLength(count)
        for (const vector of all) {
          const { method = 'GET', url = '', body = '', secret, variant = '' } = vector
          const signature = signFor(channel, { method, url, body, secret, variant, params: inputs(vector) ?? {} })
          expect(signature, vector.name).toBe(vector.expected)
          const other = signFor(channel, {
            method,
            url,
            body: `${body} `,
            secret: `${secret}x`,
            variant,
            params: inputs(vector) ?? {},
          })
          expect(other, vector.name).not.toBe(vector.expected)
        }
      })
    }
  },
)

test('the message socket of Pinduoduo takes its parts from wherever they are said', () => {
  const request = { method: 'GET', url: '', params: {}, body: '', secret: 'secret', variant: 'websocket' }
  const signed = 'OTgxODMwNDI2NWZiN2NiNzA2NzIxOTI0ZjJlMDMxMjE='
  expect(signFor('pinduoduo', { ...request, params: { client_id: 'app', timestamp: '1700000000000' } })).toBe(signed)
  expect(signFor('pinduoduo', { ...request, said: { clientId: 'app', ms: '1700000000000' } })).toBe(signed)
  expect(() => signFor('pinduoduo', request)).toThrow('client_id is missing')
})

test('TOP leaves out the signature itself and empty parameters, in any sequence', () => {
  const params = { method: 'taobao.time.get', app_key: '1', v: '2.0' }
  expect(signTop({ v: '2.0', sign: 'x', app_key: '1', session: '', method: 'taobao.time.get' }, 's')).toBe(
    signTop(params, 's'),
  )
  expect(() => signTop({ ...params, sign_method: 'rsa' }, 's')).toThrow(RangeError)
})

test('OAuth 1.0a escapes what encodeURIComponent leaves alone, and forgets the query of the address', () => {
  const sign = (value: string, url = 'http://shop.example/wp-json/wc/v3/orders') =>
    signWooRequest('get', url, { search: value, oauth_nonce: 'n' }, 'cs')
  expect(sign("it's (1)*!")).not.toBe(sign('its 1'))
  expect(sign('a', 'http://shop.example/wp-json/wc/v3/orders?x=1')).toBe(sign('a'))
})

test('the callback of Shopify signs neither its signature nor its older twin', () => {
  const params = { shop: 'a.myshopify.com', code: 'c' }
  expect(signShopifyCallback({ ...params, hmac: 'x', signature: 'y' }, 's')).toBe(signShopifyCallback(params, 's'))
})

test('a channel that signs nothing says so', () => {
  const request = { method: 'GET', url: '', params: {}, body: '', secret: 's', variant: '' }
  expect(() => signFor('amazon', request)).toThrow('amazon has no request signature')
  expect(() => signFor('taobao', { ...request, variant: 'rsa' })).toThrow('md5, hmac, hmac-sha256')
})
