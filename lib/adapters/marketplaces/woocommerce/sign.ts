import { hmac, percent } from '@/lib/adapters/marketplaces/digest'

/** https://woocommerce.github.io/woocommerce-rest-api-docs/#webhooks */
export function signWooWebhook(body: string, secret: string): string {
  return hmac('sha256', secret, body).toString('base64')
}

/** One-legged OAuth 1.0a, for sites without TLS: the token's part of the key is empty. */
export function signWooRequest(
  method: string,
  url: string,
  params: Readonly<Record<string, string>>,
  consumerSecret: string,
): string {
  const query = Object.entries(params)
    .filter(([key]) => key !== 'oauth_signature')
    .map(([key, value]) => [percent(key), percent(value)] as const)
    .sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`)
    .join('&')
  const text = [method.toUpperCase(), percent(url.replace(/[?#].*$/, '')), percent(query)].join('&')
  return hmac('sha256', `${consumerSecret}&`, text).toString('base64')
}
