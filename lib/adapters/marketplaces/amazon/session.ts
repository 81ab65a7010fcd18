import { type AmazonAsk, foundOr404 } from '@/lib/adapters/marketplaces/amazon/ask'
import { shipAmazon } from '@/lib/adapters/marketplaces/amazon/ship'
import { v0Orders } from '@/lib/adapters/marketplaces/amazon/v0-orders'
import type { Call, Session } from '@/lib/adapters/marketplaces/connector'
import { jsonBody, listingPage, nextPages, orderPage, query } from '@/lib/adapters/marketplaces/pages'
import { inEach } from '@/lib/adapters/marketplaces/stock-answers'
import { ChannelTrouble } from '@/lib/adapters/marketplaces/trouble'
import { windows } from '@/lib/adapters/marketplaces/windows'

const size = '100'
const orders = '/orders/2026-01-01/orders'
/** A long past in days: no sequence of the list is promised, so only a whole window says how far we are. Each costs a call, one in three minutes. */
const windowMs = 24 * 3_600_000
const included = 'BUYER,RECIPIENT,PROCEEDS,PROMOTION,CANCELLATION,FULFILLMENT,PACKAGES'

export function openAmazon(line: Call): Session {
  const { sellerId = '', marketplaceId = '', ordersApi } = line.credentials
  const ask: AmazonAsk = (operation, method, path, body, token) =>
    line.ask(
      operation,
      ({ accessToken = '' }) => {
        const sent = body === undefined ? { headers: {} } : jsonBody(body)
        const amzDate = line
          .now()
          .toISOString()
          .replace(/[-:]|\.\d+/g, '')
        const headers = { ...sent.headers, 'x-amz-access-token': token ?? accessToken, 'x-amz-date': amzDate }
        return { method, url: line.baseUrl + path, ...sent, headers }
      },
      { ownToken: token !== undefined },
    )

  const reading: Pick<Session, 'order' | 'orders'> =
    ordersApi === 'v0'
      ? v0Orders(line, ask, marketplaceId)
      : {
          order: (no) =>
            foundOr404(async () => {
              const path = `${orders}/${encodeURIComponent(no)}${query({ includedData: included })}`
              return orderPage(line.parsers, (await ask('getOrder', 'GET', path)).json).orders[0]
            }),
          async *orders({ from, to, after }) {
            let begin = after
            for (const window of windows({ from, to }, windowMs)) {
              const token = nextPages()
              let next = token(begin)
              begin = undefined
              do {
                const params = {
                  lastUpdatedAfter: window.from.toISOString(),
                  lastUpdatedBefore: window.to.toISOString(),
                  marketplaceIds: marketplaceId,
                  fulfilledBy: 'MERCHANT',
                  includedData: included,
                  maxResultsPerPage: size,
                  paginationToken: next,
                }
                const answer = await ask('searchOrders', 'GET', orders + query(params))
                const named = answer.reading.text('pagination', 'nextToken')
                yield { ...orderPage(line.parsers, answer.json), ...(named && { after: named }) }
                next = token(named)
              } while (next)
              yield { orders: [], broken: [], upTo: window.to }
            }
          },
        }

  return {
    ...reading,
    async test() {
      await ask('getMarketplaceParticipations', 'GET', '/sellers/v1/marketplaceParticipations')
    },
    ship: (shipment) => shipAmazon(ask, line.credentials, shipment),
    stock: (levels) =>
      inEach(levels, async ({ sellerSku, quantity }) => {
        const path = `/listings/2021-08-01/items/${encodeURIComponent(sellerId)}/${encodeURIComponent(sellerSku)}`
        const value = [{ fulfillment_channel_code: 'DEFAULT', quantity }]
        const { reading: said } = await ask(
          'patchListingsItem',
          'PATCH',
          path + query({ marketplaceIds: marketplaceId }),
          {
            productType: 'PRODUCT',
            patches: [{ op: 'replace', path: '/attributes/fulfillment_availability', value }],
          },
        )
        if (said.text('status') === 'INVALID') throw new ChannelTrouble({ kind: 'business', code: 'invalid_listing' })
      }),
    async *listings() {
      const token = nextPages()
      let next: string | undefined
      do {
        const params = {
          marketplaceIds: marketplaceId,
          includedData: 'summaries,fulfillmentAvailability',
          pageSize: '20',
          pageToken: next,
        }
        const path = `/listings/2021-08-01/items/${encodeURIComponent(sellerId)}${query(params)}`
        const answer = await ask('searchListingsItems', 'GET', path)
        yield listingPage(line.parsers, answer)
        next = token(answer.reading.text('pagination', 'nextToken'))
      } while (next)
    },
    // The Orders API has no list of refunds; they come by reports and notifications.
    async *refunds() {},
  }
}
