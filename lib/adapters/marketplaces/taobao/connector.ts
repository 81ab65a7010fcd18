import { z } from 'zod'
import type { HttpAnswer } from '@/lib/adapters/http'
import type { Connector, Credentials } from '@/lib/adapters/marketplaces/connector'
import { plainCode } from '@/lib/adapters/marketplaces/plain-code'
import { Reading } from '@/lib/adapters/marketplaces/reading'
import { classifyTop } from '@/lib/adapters/marketplaces/taobao/classify'
import { taobaoOrders } from '@/lib/adapters/marketplaces/taobao/parse-order'
import { taobaoListings, taobaoRefunds } from '@/lib/adapters/marketplaces/taobao/parse-rest'
import { topRequest } from '@/lib/adapters/marketplaces/taobao/request'
import { openTaobao } from '@/lib/adapters/marketplaces/taobao/session'
import { parseExact } from '@/lib/kernel/exact-json'

const day = 86_400_000

/** Taobao and Tmall by the Taobao Open Platform (TOP). https://open.taobao.com/ */
export const taobao: Connector = {
  channel: 'taobao',
  declared: {
    productionUrl: 'https://eco.taobao.com',
    orderWindowMs: day,
    lagMs: 0,
    overlapMs: 5 * 60_000,
    // logistics.offline.send: is_split with sub_tid[].
    shipments: { unit: 'line', extraParcels: true, shared: true },
    webhooks: false,
    refunds: true,
    stockBatch: 20,
    // The platform publishes none; each application has its own.
    countedBy: ['appKey'],
    rates: { default: { perSecond: 20, burst: 40 } },
  },
  credentials: z.strictObject({
    appKey: z.string().min(1).max(200),
    appSecret: z.string().min(1).max(200),
    session: z.string().min(1).max(500),
    refreshToken: z.string().max(500).optional(),
    expiresAt: z.iso.datetime({ offset: true }).optional(),
  }),
  secrets: ['appSecret', 'session', 'refreshToken'],
  parsers: { order: taobaoOrders, refund: taobaoRefunds, listing: taobaoListings },
  classify: classifyTop,
  refresh: {
    request: (baseUrl, credentials, now) =>
      topRequest(baseUrl, credentials, now, 'taobao.top.auth.token.refresh', {
        refresh_token: credentials.refreshToken ?? '',
      }),
    read: readToken,
  },
  authorise: {
    needs: ['appKey', 'appSecret'],
    answered: plainCode,
    url: (baseUrl, { appKey = '' }, redirectUri, state) =>
      `${baseUrl || 'https://oauth.taobao.com'}/authorize?${new URLSearchParams({ response_type: 'code', client_id: appKey, redirect_uri: redirectUri, state })}`,
    request: (baseUrl, credentials, code, _redirectUri, now) =>
      topRequest(baseUrl, credentials, now, 'taobao.top.auth.token.create', { code }),
    read: readToken,
  },
  open: openTaobao,
}

/** The token stands as JSON in a text; its length differs by application, so only what it says counts. */
function readToken(answer: HttpAnswer, now: Date): Credentials {
  const body = new Reading(parseExact(answer.body))
  const [envelope = ''] = body.keys()
  const token = new Reading(parseExact(body.must(envelope, 'token_result')))
  const seconds = Number(token.text('expires_in')) || 0
  return {
    session: token.must('access_token'),
    ...(token.has('refresh_token') && { refreshToken: token.must('refresh_token') }),
    ...(seconds > 0 && { expiresAt: new Date(now.getTime() + seconds * 1000).toISOString() }),
  }
}
