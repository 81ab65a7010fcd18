import { readTable, type TableRow } from '@/lib/adapters/files/table'
import { tableOf } from '@/lib/adapters/files/table-file'
import { fromMinor, isAmount, toMinor } from '@/lib/kernel/money'
import type { FileOrder, Profile, RowError } from '@/lib/modules/orders/internal/profiles/file-order'
import { readTime } from '@/lib/modules/orders/internal/profiles/read-time'

const required = ['订单编号', '总金额', '买家实际支付金额', '收货地址', '订单创建时间', '订单付款时间'] as const
const optional = ['退款金额', '买家会员名', '收货人姓名', '联系手机', '买家留言', '订单状态'] as const

type Column = (typeof required)[number] | (typeof optional)[number]

const columnOf: Readonly<Record<string, Column>> = {
  channelOrderNo: '订单编号',
  total: '总金额',
  paid: '买家实际支付金额',
  refunded: '退款金额',
  createdAt: '订单创建时间',
  paidAt: '订单付款时间',
  modifiedAt: '订单付款时间',
}

/**
 * The order report a Tmall shop exports (订单报表): one row per order with its amounts and no lines, a history. What was "actually
 * paid" is what remains after the refund, so what the buyer had paid is the sum of both. Without a time of payment it was never paid.
 */
export const tmallOrderReport: Profile = async function* (input, shop) {
  const file = tableOf(input).name
  for await (const row of readTable<Column>(input, { required, optional, strict: false })) {
    if ('values' in row) yield orderOf(file, row, shop)
    else {
      const place = { file, row: row.row, column: row.column }
      yield { order: {}, errors: [{ ...place, code: row.code }], rows: [row.row], place: () => place }
    }
  }
}

function orderOf(
  file: string,
  { row, values }: TableRow<Column>,
  { currency, timeZone }: { currency: string; timeZone: string },
): FileOrder {
  const errors: RowError[] = []
  const wrong = (column: Column, code: string) => errors.push({ file, row, column, code })
  const minor = (column: Column) => {
    // Amounts come as 178.8 and 0.0 alike; digits beyond the currency's are no amount.
    const text = (values[column] || '0').replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')
    if (isAmount(text, currency)) return toMinor(text, currency)
    wrong(column, 'invalid_amount')
    return 0n
  }
  const time = (column: Column) => {
    if (values[column] === '') return undefined
    const at = readTime(values[column], timeZone)
    if (!at) wrong(column, 'not_a_time')
    return at
  }
  const createdAt = time('订单创建时间')
  const paidAt = time('订单付款时间')
  const refunded = minor('退款金额')
  const paid = minor('买家实际支付金额') + refunded
  const total = minor('总金额')
  const address = values.收货地址
  const order = {
    channelOrderNo: values.订单编号,
    status: paidAt ? 'delivered' : 'cancelled',
    createdAt: createdAt?.toISOString() ?? '',
    paidAt: paidAt?.toISOString() ?? null,
    modifiedAt: (paidAt && createdAt && paidAt > createdAt ? paidAt : createdAt)?.toISOString() ?? '',
    currency,
    buyer: values.买家会员名 ? { nick: values.买家会员名 } : {},
    address: {
      country: 'CN',
      name: values.收货人姓名,
      phone: values.联系手机.replace(/^'/, ''),
      // The short report names the province alone.
      ...(values.收货人姓名 ? { line1: address } : { province: address }),
    },
    lines: [],
    total: fromMinor(total, currency),
    paid: fromMinor(paid, currency),
    refunded: fromMinor(refunded, currency),
    buyerNote: values.买家留言 || null,
  }
  const place = (field: string) => ({ file, row, column: columnOf[field] ?? '' })
  return { order, errors, rows: [row], place }
}
