import type { Call, OrderPage, Session } from '@/lib/adapters/marketplaces/connector'
import { chinaTime, orderPage, refundPage, rowsOf } from '@/lib/adapters/marketplaces/pages'
import { inGroups } from '@/lib/adapters/marketplaces/stock-answers'
import { listingsOfTaobao } from '@/lib/adapters/marketplaces/taobao/listings'
import { topRequest } from '@/lib/adapters/marketplaces/taobao/request'
import { shipTaobao, type TopAsk } from '@/lib/adapters/marketplaces/taobao/ship'
import { ChannelTrouble } from '@/lib/adapters/marketplaces/trouble'
import { lastToFirst, windows } from '@/lib/adapters/marketplaces/windows'

const size = 100
const orderFields =
  `tid,status,type,payment,post_fee,discount_fee,adjust_fee,created,pay_time,modified,buyer_nick,buyer_open_uid,
buyer_message,has_buyer_message,receiver_name,receiver_state,receiver_city,receiver_district,receiver_town,receiver_address,receiver_zip,
receiver_mobile,receiver_phone,receiver_country,oaid,orders`.replace(/\n/g, '')
// Without this list some kinds of trade are silently missing.
const types =
  'fixed,auction,guarantee_trade,step,independent_simple_trade,independent_shop_trade,auto_delivery,ec,cod,game_equipment,shopex_trade,netcn_trade,external_trade,instant_trade,b2c_cod,super_market_trade,super_market_cod_trade,nopaid,eticket,tmall_i18n,pre_auth_type'
const refundFields = 'refund_id,tid,oid,status,good_status,has_good_return,refund_fee,payment,reason,created,modified'

export const topAskOf =
  (line: Call): TopAsk =>
  (method, params) =>
    line.ask(method, (credentials) => topRequest(line.baseUrl, credentials, line.now(), method, params))

export function openTaobao(line: Call): Session {
  const ask = topAskOf(line)

  const order = async (tid: string) => {
    try {
      const { json } = await ask('taobao.trade.fullinfo.get', { tid, fields: orderFields, include_oaid: 'true' })
      return orderPage(line.parsers, json).orders[0]
    } catch (e) {
      if (e instanceof ChannelTrouble && e.trouble.code.includes('not-exist')) return undefined
      throw e
    }
  }

  /** The list does not carry the buyer's message, only whether there is one. */
  async function withMessages(page: OrderPage, chatty: ReadonlySet<string>): Promise<OrderPage> {
    const orders = []
    for (const found of page.orders)
      orders.push((chatty.has(found.channelOrderNo) && (await order(found.channelOrderNo))) || found)
    return { ...page, orders }
  }

  return {
    order,
    async test() {
      const now = line.now()
      await ask('taobao.trades.sold.increment.get', span({ from: new Date(now.getTime() - 60_000), to: now }, 1, 1))
    },
    async *orders(range) {
      const list = 'taobao.trades.sold.increment.get'
      for (const window of windows(range, line.declared.orderWindowMs)) {
        yield* lastToFirst(size, rowsOf, async () => {
          const { reading } = await ask(list, span(window, 1, 1))
          const total = Number(reading.text('trades_sold_increment_get_response', 'total_results') || 0)
          const page = async (no: number) => {
            const answer = await ask(list, span(window, no, size))
            const trades = answer.reading.list('trades_sold_increment_get_response', 'trades', 'trade')
            const chatty = new Set(trades.filter((t) => t.flag('has_buyer_message')).map((t) => t.text('tid')))
            return withMessages(orderPage(line.parsers, answer.json), chatty)
          }
          return { total, page }
        })
        yield { orders: [], broken: [], upTo: window.to }
      }
    },
    ship: (shipment) => shipTaobao(ask, shipment),
    // One item and its variations to a call.
    stock: (levels) =>
      inGroups(
        levels,
        (level) => level.itemId,
        async (item) => {
          const [first] = item
          const num_iid = first?.itemId ?? ''
          if (item.length === 1 || !item.every((level) => level.variationId)) {
            for (const { variationId, quantity } of item)
              await ask('taobao.item.quantity.update', {
                num_iid,
                ...(variationId && { sku_id: variationId }),
                quantity: String(quantity),
                type: '1',
              })
          } else {
            const skuid_quantities = item.map((level) => `${level.variationId}:${level.quantity}`).join(';')
            await ask('taobao.skus.quantity.update', { num_iid, skuid_quantities, type: '1' })
          }
          return null
        },
      ),
    listings: () => listingsOfTaobao(ask, line.parsers, () => line.now()),
    async *refunds(range) {
      for (const window of windows(range, line.declared.orderWindowMs)) {
        for (let no = 1; ; no++) {
          const answer = await ask('taobao.refunds.receive.get', {
            fields: refundFields,
            start_modified: chinaTime(window.from),
            end_modified: chinaTime(window.to),
            page_no: String(no),
            page_size: String(size),
            use_has_next: 'true',
          })
          yield refundPage(line.parsers, answer)
          if (!answer.reading.flag('refunds_receive_get_response', 'has_next')) break
        }
      }
    },
  }
}

function span({ from, to }: { from: Date; to: Date }, no: number, pageSize: number): Record<string, string> {
  return {
    fields: orderFields,
    type: types,
    start_modified: chinaTime(from),
    end_modified: chinaTime(to),
    page_no: String(no),
    page_size: String(pageSize),
  }
}
