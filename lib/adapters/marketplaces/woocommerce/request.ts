import { randomBytes } from 'node:crypto'
import type { HttpRequest } from '@/lib/adapters/http'
import type { Credentials } from '@/lib/adapters/marketplaces/connector'
import { jsonBody, query } from '@/lib/adapters/marketplaces/pages'
import { signWooRequest } from '@/lib/adapters/marketplaces/woocommerce/sign'

/** Keys travel as they are over TLS; without TLS the request is signed instead (OAuth 1.0a). */
export function wooRequest(
  baseUrl: string,
  { consumerKey = '', consumerSecret = '' }: Credentials,
  now: Date,
  method: HttpRequest['method'],
  path: string,
  params: Readonly<Record<string, string>> = {},
  body?: unknown,
): HttpRequest {
  const url = `${baseUrl}/wp-json/wc/v3/${path}`
  const sent = body === undefined ? { headers: {} } : jsonBody(body)
  if (baseUrl.startsWith('https:')) {
    const authorization = `Basic ${Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64')}`
    return { method, url: url + query(params), ...sent, headers: { ...sent.headers, authorization } }
  }
  const all = {
    ...params,
    oauth_consumer_key: consumerKey,
    oauth_nonce: randomBytes(16).toString('hex'),
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: String(Math.floor(now.getTime() / 1000)),
    oauth_version: '1.0',
  }
  return {
    method,
    url: url + query({ ...all, oauth_signature: signWooRequest(method, url, all, consumerSecret) }),
    ...sent,
  }
}
