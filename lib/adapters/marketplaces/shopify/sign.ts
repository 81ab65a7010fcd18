import { hmac, percent } from '@/lib/adapters/marketplaces/digest'

/** https://shopify.dev/docs/apps/build/webhooks/verify-deliveries */
export function signShopifyWebhook(body: string, secret: string): string {
  return hmac('sha256', secret, body).toString('base64')
}

/** The query of the OAuth callback: https://shopify.dev/docs/apps/build/authentication-authorization */
export function signShopifyCallback(params: Readonly<Record<string, string>>, secret: string): string {
  const text = Object.entries(params)
    .filter(([key]) => key !== 'hmac' && key !== 'signature')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${percent(key)}=${percent(value)}`)
    .join('&')
  return hmac('sha256', secret, text).toString('hex')
}
