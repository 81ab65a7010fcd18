import { z } from 'zod'
import type { HttpAnswer } from '@/lib/adapters/http'
import type { Connector } from '@/lib/adapters/marketplaces/connector'
import { parsePayload } from '@/lib/adapters/marketplaces/parse'
import { troubleOfStatus } from '@/lib/adapters/marketplaces/status'
import type { Trouble } from '@/lib/adapters/marketplaces/trouble'
import { wooOrders } from '@/lib/adapters/marketplaces/woocommerce/parse-order'
import { wooListings, wooNotices, wooRefunds } from '@/lib/adapters/marketplaces/woocommerce/parse-rest'
import { openWoo } from '@/lib/adapters/marketplaces/woocommerce/session'
import { signWooWebhook } from '@/lib/adapters/marketplaces/woocommerce/sign'
import { parseExact } from '@/lib/kernel/exact-json'
import { sameSecret } from '@/lib/platform/crypto'

/** https://woocommerce.github.io/woocommerce-rest-api-docs/ */
export const woocommerce: Connector = {
  channel: 'woocommerce',
  declared: {
    productionUrl: null,
    orderWindowMs: null,
    lagMs: 0,
    overlapMs: 2 * 60_000,
    // No call of its core: numbers stand beside each other in a note of the order.
    shipments: { unit: 'order', extraParcels: false, shared: true },
    webhooks: true,
    refunds: true,
    stockBatch: 100,
    // None is built in; a small shop on a small host is not to be overrun.
    countedBy: [],
    rates: { default: { perSecond: 10, burst: 20 } },
  },
  credentials: z.strictObject({
    consumerKey: z.string().min(1).max(200),
    consumerSecret: z.string().min(1).max(200),
    webhookSecret: z.string().max(200).optional(),
  }),
  secrets: ['consumerSecret', 'webhookSecret'],
  parsers: { order: wooOrders, refund: wooRefunds, listing: wooListings, webhook: wooNotices },
  classify,
  hooks: {
    verify: ({ headers, body }, { webhookSecret }) =>
      Boolean(webhookSecret) &&
      sameSecret(headers['x-wc-webhook-signature'] ?? '', signWooWebhook(body, webhookSecret ?? '')),
    key: ({ headers }) => headers['x-wc-webhook-delivery-id'] ?? '',
    notice({ headers, body }) {
      const topic = headers['x-wc-webhook-topic'] ?? ''
      const nothing = { event: 'ping', topic, channelOrderNo: '', refundNo: '', amount: '', at: '' } as const
      // The first delivery is a form, to see whether anybody answers.
      if (/^webhook_id=\d+$/.test(body)) return nothing
      const [notice] = parsePayload({ webhook: wooNotices }, 'webhook', parseExact(body)).items
      return notice ? { ...notice, topic } : nothing
    },
  },
  open: openWoo,
}

/** A key that is wrong is no token that could be renewed: a person must make another. */
function classify(answer: HttpAnswer): Trouble | undefined {
  const trouble = troubleOfStatus(answer)
  return trouble?.kind === 'token' ? { ...trouble, kind: 'permission' } : trouble
}
