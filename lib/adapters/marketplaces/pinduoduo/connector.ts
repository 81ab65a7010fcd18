import { z } from 'zod'
import type { HttpAnswer } from '@/lib/adapters/http'
import type { Connector, Credentials } from '@/lib/adapters/marketplaces/connector'
import { pinduoduoOrders } from '@/lib/adapters/marketplaces/pinduoduo/parse-order'
import { pinduoduoListings, pinduoduoNotices, pinduoduoRefunds } from '@/lib/adapters/marketplaces/pinduoduo/parse-rest'
import { pddRequest } from '@/lib/adapters/marketplaces/pinduoduo/request'
import { openPinduoduo } from '@/lib/adapters/marketplaces/pinduoduo/session'
import { plainCode } from '@/lib/adapters/marketplaces/plain-code'
import { Reading } from '@/lib/adapters/marketplaces/reading'
import { troubleOfStatus } from '@/lib/adapters/marketplaces/status'
import type { Trouble } from '@/lib/adapters/marketplaces/trouble'
import { parseExact } from '@/lib/kernel/exact-json'

const minute = 60_000

/** https://open.pinduoduo.com/application/document/browse?idStr=8EC06C399636041E */
export const pinduoduo: Connector = {
  channel: 'pinduoduo',
  declared: {
    productionUrl: 'https://gw-api.pinduoduo.com',
    orderWindowMs: 30 * minute,
    // The index of changes is complete only after three minutes.
    lagMs: 3 * minute,
    overlapMs: 10 * minute,
    // logistics.online.send: one tracking_number an order; order.upload.extra.logistics adds parcels.
    shipments: { unit: 'order', extraParcels: true, shared: true },
    webhooks: false,
    refunds: true,
    stockBatch: 1,
    countedBy: ['clientId'],
    rates: {
      'pdd.order.number.list.increment.get': { perSecond: 50, burst: 3000 },
      'pdd.order.information.get': { perSecond: 500, burst: 2000 },
      'pdd.refund.list.increment.get': { perSecond: 10, burst: 100 },
      default: { perSecond: 20, burst: 100 },
    },
  },
  credentials: z.strictObject({
    clientId: z.string().min(1).max(200),
    clientSecret: z.string().min(1).max(200),
    accessToken: z.string().min(1).max(500),
    refreshToken: z.string().max(500).optional(),
    expiresAt: z.iso.datetime({ offset: true }).optional(),
  }),
  secrets: ['clientSecret', 'accessToken', 'refreshToken'],
  parsers: {
    order: pinduoduoOrders,
    refund: pinduoduoRefunds,
    listing: pinduoduoListings,
    webhook: pinduoduoNotices,
  },
  classify,
  refresh: {
    request: (baseUrl, credentials, now) =>
      pddRequest(baseUrl, credentials, now, 'pdd.pop.auth.token.refresh', {
        refresh_token: credentials.refreshToken ?? '',
      }),
    read: readToken,
  },
  authorise: {
    needs: ['clientId', 'clientSecret'],
    answered: plainCode,
    url: (baseUrl, { clientId = '' }, redirectUri, state) =>
      `${baseUrl || 'https://mms.pinduoduo.com'}/open.html?${new URLSearchParams({ response_type: 'code', client_id: clientId, redirect_uri: redirectUri, state })}`,
    request: (baseUrl, credentials, code, _redirectUri, now) =>
      pddRequest(baseUrl, credentials, now, 'pdd.pop.auth.token.create', { code }),
    read: readToken,
  },
  open: openPinduoduo,
}

function classify(answer: HttpAnswer): Trouble | undefined {
  const byStatus = troubleOfStatus(answer)
  if (byStatus || !answer.body.includes('"error_response"')) return byStatus
  let code: string
  try {
    const error = new Reading(parseExact(answer.body)).at('error_response')
    code = [error.text('error_code'), error.text('sub_code')].filter(Boolean).join(' ')
  } catch {
    return { kind: 'transient', code: 'not_json' }
  }
  const [number = ''] = code.split(' ')
  if (number === '10019') return { kind: 'token', code }
  if (['52101', '52102', '52103', '70031'].includes(number)) return { kind: 'retry_after', code, retryAfterMs: 1000 }
  if (['50000', '50001', '50002', '52001', '52002', '70033'].includes(number)) return { kind: 'transient', code }
  if (/^(10016|10017|20\d\d\d|3000\d|7003[2456])$/.test(number)) return { kind: 'permission', code }
  return { kind: 'business', code }
}

function readToken(answer: HttpAnswer, now: Date): Credentials {
  const body = new Reading(parseExact(answer.body))
  const [envelope = ''] = body.keys()
  const token = body.at(envelope)
  const seconds = Number(token.text('expires_in')) || 0
  return {
    accessToken: token.must('access_token'),
    ...(token.has('refresh_token') && { refreshToken: token.must('refresh_token') }),
    ...(seconds > 0 && { expiresAt: new Date(now.getTime() + seconds * 1000).toISOString() }),
  }
}
