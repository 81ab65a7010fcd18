import type { Answer, Shipment, Shipped } from '@/lib/adapters/marketplaces/connector'
import { shipOnce } from '@/lib/adapters/marketplaces/shipped'
import { topList } from '@/lib/adapters/marketplaces/taobao/answer'
import { ChannelTrouble } from '@/lib/adapters/marketplaces/trouble'

/** The platform's names for carriers where they differ from ours in more than case. */
const companies: Readonly<Record<string, string>> = {
  jtexpress: 'HTKY',
  chinapost: 'POSTB',
  deppon: 'DBKD',
  other: 'OTHER',
}

const sent = ['WAIT_BUYER_CONFIRM_GOODS', 'TRADE_BUYER_SIGNED', 'TRADE_FINISHED']

export type TopAsk = (method: string, params: Readonly<Record<string, string>>) => Promise<Answer>

export function shipTaobao(ask: TopAsk, shipment: Shipment): Promise<Shipped> {
  const { channelOrderNo: tid, carrierCode, trackingNo, lines, whole, told } = shipment
  const mine = lines.map((l) => l.channelLineNo)

  const confirm = async () => {
    await ask(told ? 'taobao.logistics.consign.resend' : 'taobao.logistics.offline.send', {
      tid,
      out_sid: trackingNo,
      company_code: companies[carrierCode] ?? carrierCode.toUpperCase(),
      // Parts of an order are told by their lines; a line itself cannot be divided.
      ...(!whole && { is_split: '1', sub_tid: mine.join(',') }),
    })
  }

  const has = async () => {
    const fields = 'tid,status,orders'
    const found = await ask('taobao.trade.fullinfo.get', { tid, fields }).catch((e: unknown) => {
      if (e instanceof ChannelTrouble && e.trouble.code.includes('not-exist')) return undefined
      throw e
    })
    const trade = found?.reading.at('trade_fullinfo_get_response', 'trade')
    const rows = trade ? topList(trade, 'orders', 'order').filter((row) => mine.includes(row.text('oid'))) : []
    // A number to be changed is known when it is the one that stands there; else any parcel of the line will do.
    return (
      rows.length === mine.length &&
      rows.every((row) => (told ? row.text('invoice_no') === trackingNo : sent.includes(row.text('status'))))
    )
  }

  return shipOnce(confirm, has)
}
