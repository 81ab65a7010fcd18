import { z } from 'zod'
import type { HttpAnswer } from '@/lib/adapters/http'
import { amazonOrders } from '@/lib/adapters/marketplaces/amazon/parse-order'
import { amazonListings, amazonNotices, amazonReturns } from '@/lib/adapters/marketplaces/amazon/parse-rest'
import { regionOf, sellerCentral } from '@/lib/adapters/marketplaces/amazon/seller-central'
import { openAmazon } from '@/lib/adapters/marketplaces/amazon/session'
import type { Connector, Credentials } from '@/lib/adapters/marketplaces/connector'
import { form } from '@/lib/adapters/marketplaces/pages'
import { Reading } from '@/lib/adapters/marketplaces/reading'
import { troubleOfStatus } from '@/lib/adapters/marketplaces/status'
import type { Trouble } from '@/lib/adapters/marketplaces/trouble'
import { parseExact } from '@/lib/kernel/exact-json'

const production = 'https://sellingpartnerapi-eu.amazon.com'
const login = 'https://api.amazon.com'

/** Selling Partner API; requests carry a token and no signature. https://developer-docs.amazon.com/sp-api/ */
export const amazon: Connector = {
  channel: 'amazon',
  declared: {
    productionUrl: production,
    orderWindowMs: null,
    lagMs: 2 * 60_000 + 5000,
    overlapMs: 10 * 60_000,
    // shipmentConfirmation: orderItems[{ orderItemId, quantity }].
    shipments: { unit: 'quantity', extraParcels: true, shared: true },
    webhooks: false,
    refunds: false,
    stockBatch: 1,
    countedBy: ['clientId', 'sellerId'],
    rates: {
      getOrders: { perSecond: 0.0167, burst: 20 },
      searchOrders: { perSecond: 0.0056, burst: 20 },
      getOrder: { perSecond: 0.5, burst: 30 },
      getOrderItems: { perSecond: 0.5, burst: 30 },
      confirmShipment: { perSecond: 2, burst: 10 },
      patchListingsItem: { perSecond: 5, burst: 5 },
      searchListingsItems: { perSecond: 5, burst: 5 },
      createRestrictedDataToken: { perSecond: 1, burst: 10 },
      default: { perSecond: 0.5, burst: 10 },
    },
  },
  credentials: z.strictObject({
    applicationId: z.string().max(300).optional(),
    clientId: z.string().min(1).max(300),
    clientSecret: z.string().min(1).max(300),
    refreshToken: z.string().min(1).max(4000),
    sellerId: z.string().min(1).max(50),
    marketplaceId: z.string().min(1).max(50),
    ordersApi: z.enum(['2026-01-01', 'v0']).optional(),
    accessToken: z.string().max(4000).optional(),
    expiresAt: z.iso.datetime({ offset: true }).optional(),
  }),
  secrets: ['clientSecret', 'refreshToken', 'accessToken'],
  parsers: { order: amazonOrders, refund: amazonReturns, listing: amazonListings, webhook: amazonNotices },
  classify,
  refresh: {
    request: (baseUrl, { clientId = '', clientSecret = '', refreshToken = '' }) => ({
      method: 'POST',
      url: `${loginOf(baseUrl)}/auth/o2/token`,
      ...form({
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        client_id: clientId,
        client_secret: clientSecret,
      }),
    }),
    read: readToken,
  },
  authorise: {
    // The page asks for the application's own number (amzn1.sp.solution…), which is not the client's of Login with Amazon.
    needs: ['applicationId', 'clientId', 'clientSecret', 'marketplaceId'],
    // The page itself knows where to go back to: that is registered with the application.
    url: (baseUrl, { applicationId = '', marketplaceId = '' }, redirectUri, state) =>
      `${sellerCentral(baseUrl, marketplaceId)}/apps/authorize/consent?${new URLSearchParams({ application_id: applicationId, redirect_uri: redirectUri, state })}`,
    answered: ({ spapi_oauth_code: code = '', selling_partner_id: sellerId = '' }) =>
      code && sellerId ? { code, more: { sellerId } } : undefined,
    request: (baseUrl, { clientId = '', clientSecret = '' }, code) => ({
      method: 'POST',
      url: `${loginOf(baseUrl)}/auth/o2/token`,
      ...form({ grant_type: 'authorization_code', code, client_id: clientId, client_secret: clientSecret }),
    }),
    read: readToken,
  },
  open: openAmazon,
}

/** Tokens come from Login with Amazon, a host of its own; a sandbox has both below one address. */
function loginOf(baseUrl: string): string {
  return regionOf(baseUrl) ? login : baseUrl
}

function classify(answer: HttpAnswer): Trouble | undefined {
  const trouble = troubleOfStatus(answer)
  if (!trouble) return undefined
  const said = /"code"\s*:\s*"([A-Za-z ]{1,40})"/.exec(answer.body)?.[1]?.replaceAll(' ', '')
  const code = said ?? trouble.code
  // An expired token is "forbidden", and so is a missing role; only the code tells them apart.
  if (said === 'Unauthorized') return { kind: 'token', code }
  if (said === 'QuotaExceeded') {
    // The bucket's rate says when the next call is free.
    const perSecond = Number(answer.headers['x-amzn-ratelimit-limit'])
    return { kind: 'retry_after', code, retryAfterMs: perSecond > 0 ? Math.ceil(1000 / perSecond) : 2000 }
  }
  return { ...trouble, code }
}

function readToken(answer: HttpAnswer, now: Date): Credentials {
  const token = new Reading(parseExact(answer.body))
  const seconds = Number(token.text('expires_in')) || 3600
  return {
    accessToken: token.must('access_token'),
    ...(token.has('refresh_token') && { refreshToken: token.must('refresh_token') }),
    expiresAt: new Date(now.getTime() + seconds * 1000).toISOString(),
  }
}
