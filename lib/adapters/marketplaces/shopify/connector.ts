import { z } from 'zod'
import type { Connector } from '@/lib/adapters/marketplaces/connector'
import { jsonBody } from '@/lib/adapters/marketplaces/pages'
import { parsePayload } from '@/lib/adapters/marketplaces/parse'
import { Reading } from '@/lib/adapters/marketplaces/reading'
import { shopifyOrders } from '@/lib/adapters/marketplaces/shopify/parse-order'
import { shopifyListings, shopifyNotices, shopifyRefunds } from '@/lib/adapters/marketplaces/shopify/parse-rest'
import { openShopify } from '@/lib/adapters/marketplaces/shopify/session'
import { signShopifyCallback, signShopifyWebhook } from '@/lib/adapters/marketplaces/shopify/sign'
import { troubleOfStatus } from '@/lib/adapters/marketplaces/status'
import { parseExact } from '@/lib/kernel/exact-json'
import { sameSecret } from '@/lib/platform/crypto'

/** https://shopify.dev/docs/api/admin-rest */
export const shopify: Connector = {
  channel: 'shopify',
  declared: {
    productionUrl: null,
    orderWindowMs: null,
    lagMs: 0,
    overlapMs: 2 * 60_000,
    // fulfillments: line items with quantities.
    shipments: { unit: 'quantity', extraParcels: true, shared: true },
    webhooks: true,
    refunds: true,
    stockBatch: 1,
    countedBy: [],
    rates: { default: { perSecond: 2, burst: 40 } },
  },
  credentials: z.strictObject({
    accessToken: z.string().min(1).max(500),
    apiKey: z.string().max(200).optional(),
    apiSecret: z.string().max(200).optional(),
    apiVersion: z
      .string()
      .regex(/^\d{4}-\d{2}$/)
      .optional(),
    locationId: z.string().max(50).optional(),
  }),
  secrets: ['accessToken', 'apiSecret'],
  parsers: { order: shopifyOrders, refund: shopifyRefunds, listing: shopifyListings, webhook: shopifyNotices },
  classify: troubleOfStatus,
  authorise: {
    needs: ['apiKey', 'apiSecret'],
    // Signed with the application's secret, so that nobody else can send a code here.
    answered: ({ hmac = '', ...params }, { apiSecret = '' }) =>
      params.code && apiSecret && sameSecret(hmac, signShopifyCallback(params, apiSecret))
        ? { code: params.code }
        : undefined,
    url: (baseUrl, { apiKey = '' }, redirectUri, state) =>
      `${baseUrl}/admin/oauth/authorize?${new URLSearchParams({
        client_id: apiKey,
        scope: 'read_orders,read_all_orders,write_fulfillments,read_products,write_inventory',
        redirect_uri: redirectUri,
        state,
      })}`,
    request: (baseUrl, { apiKey = '', apiSecret = '' }, code) => ({
      method: 'POST',
      url: `${baseUrl}/admin/oauth/access_token`,
      ...jsonBody({ client_id: apiKey, client_secret: apiSecret, code }),
    }),
    read: ({ body }) => ({ accessToken: new Reading(parseExact(body)).must('access_token') }),
  },
  hooks: {
    verify: ({ headers, body }, { apiSecret }) =>
      Boolean(apiSecret) &&
      sameSecret(headers['x-shopify-hmac-sha256'] ?? '', signShopifyWebhook(body, apiSecret ?? '')),
    key: ({ headers }) => headers['x-shopify-webhook-id'] ?? '',
    notice({ headers, body }) {
      const [notice] = parsePayload({ webhook: shopifyNotices }, 'webhook', parseExact(body)).items
      const topic = headers['x-shopify-topic'] ?? ''
      if (notice) return { ...notice, topic }
      return { event: 'other', topic, channelOrderNo: '', refundNo: '', amount: '', at: '' }
    },
  },
  open: openShopify,
}
