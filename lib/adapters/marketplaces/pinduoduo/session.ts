import type { Call, Session } from '@/lib/adapters/marketplaces/connector'
import { listingPage, orderPage, refundPage, rowsOf } from '@/lib/adapters/marketplaces/pages'
import { pddAnswers } from '@/lib/adapters/marketplaces/pinduoduo/parse-order'
import { pddRequest } from '@/lib/adapters/marketplaces/pinduoduo/request'
import { type PddAsk, shipPinduoduo } from '@/lib/adapters/marketplaces/pinduoduo/ship'
import { inEach } from '@/lib/adapters/marketplaces/stock-answers'
import { ChannelTrouble } from '@/lib/adapters/marketplaces/trouble'
import { lastToFirst, windows } from '@/lib/adapters/marketplaces/windows'

const size = 100

export function openPinduoduo(line: Call): Session {
  const { parsers, declared } = line
  const ask: PddAsk = (type, params = {}, options) =>
    line.ask(type, (credentials) => pddRequest(line.baseUrl, credentials, line.now(), type, params), options)

  const order = async (no: string) => {
    try {
      const { json } = await ask('pdd.order.information.get', { order_sn: no })
      return orderPage(parsers, json).orders[0]
    } catch (e) {
      // 50001 with this text is also said of an order that is not the mall's.
      if (e instanceof ChannelTrouble && e.trouble.kind === 'business') return undefined
      throw e
    }
  }

  let companies: Promise<Map<string, string>> | undefined
  /** The platform's number of a carrier, asked for once; only those it takes at the moment. */
  const companyOf = async (code: string) => {
    companies ??= ask('pdd.logistics.companies.get').then(({ reading }) => {
      const list = reading.list('logistics_companies_get_response', 'logistics_companies')
      return new Map(
        list.filter((c) => c.text('available') !== '0').map((c) => [c.text('code').toLowerCase(), c.must('id')]),
      )
    })
    const found = (await companies).get(code === 'jtexpress' ? 'jt' : code)
    if (!found) throw new ChannelTrouble({ kind: 'business', code: 'unknown_carrier' })
    return found
  }

  return {
    order,
    async test() {
      await ask('pdd.mall.info.get')
    },
    async *orders(range) {
      const type = 'pdd.order.number.list.increment.get'
      for (const window of windows(range, declared.orderWindowMs)) {
        const span = (page: number, pageSize: number) => ({
          start_updated_at: Math.floor(window.from.getTime() / 1000),
          end_updated_at: Math.floor(window.to.getTime() / 1000),
          is_lucky_flag: 0,
          order_status: 5,
          refund_status: 5,
          page,
          page_size: pageSize,
        })
        yield* lastToFirst(size, rowsOf, async () => {
          const first = await ask(type, span(1, 1))
          const total = Number(first.reading.text(pddAnswers[type], 'total_count') || 0)
          return { total, page: async (no) => orderPage(parsers, (await ask(type, span(no, size))).json) }
        })
        yield { orders: [], broken: [], upTo: window.to }
      }
    },
    ship: (shipment) => shipPinduoduo(line, ask, companyOf, shipment),
    stock: (levels) =>
      inEach(levels, async ({ itemId, variationId, quantity }) => {
        await ask('pdd.goods.quantity.update', {
          goods_id: itemId,
          ...(variationId && { sku_id: variationId }),
          quantity,
          update_type: 1,
        })
      }),
    async *listings() {
      for (let page = 1; ; page++) {
        const answer = await ask('pdd.goods.list.get', { page, page_size: size })
        yield listingPage(parsers, answer)
        if (page * size >= Number(answer.reading.text('goods_list_get_response', 'total_count') || 0)) return
      }
    },
    async *refunds(range) {
      const type = 'pdd.refund.list.increment.get'
      for (const window of windows(range, declared.orderWindowMs)) {
        for (let page = 1; ; page++) {
          const answer = await ask(type, {
            after_sales_status: 1,
            after_sales_type: 1,
            start_updated_at: Math.floor(window.from.getTime() / 1000),
            end_updated_at: Math.floor(window.to.getTime() / 1000),
            page,
            page_size: size,
          })
          yield refundPage(parsers, answer)
          if (page * size >= Number(answer.reading.text(pddAnswers[type], 'total_count') || 0)) break
        }
      }
    },
  }
}
