import { type BrokenRow, readTable, type TableRow } from '@/lib/adapters/files/table'
import { type TableInput, tableOf } from '@/lib/adapters/files/table-file'
import type { FileOrder, Place, Profile, RowError } from '@/lib/modules/orders/internal/profiles/file-order'
import { readTime } from '@/lib/modules/orders/internal/profiles/read-time'

const required = ['channelOrderNo', 'status', 'createdAt', 'sellerSku', 'quantity', 'unitPrice', 'total'] as const
const optional = [
  'paidAt',
  'modifiedAt',
  'promisedShipAt',
  'currency',
  'buyerId',
  'buyerNick',
  'buyerEmail',
  'name',
  'phone',
  'country',
  'province',
  'city',
  'district',
  'line1',
  'postcode',
  'channelLineNo',
  'title',
  'discount',
  'orderDiscount',
  'shippingFee',
  'paid',
  'buyerNote',
] as const

/** The header of a file of this layout, in the sequence people fill it in. */
export const genericColumns = [
  'channelOrderNo',
  'status',
  'createdAt',
  'paidAt',
  'modifiedAt',
  'promisedShipAt',
  'currency',
  'buyerId',
  'buyerNick',
  'buyerEmail',
  'name',
  'phone',
  'country',
  'province',
  'city',
  'district',
  'line1',
  'postcode',
  'channelLineNo',
  'sellerSku',
  'title',
  'quantity',
  'unitPrice',
  'discount',
  'orderDiscount',
  'shippingFee',
  'total',
  'paid',
  'buyerNote',
] as const satisfies readonly Column[]

export const genericRequired: readonly string[] = required

type Column = (typeof required)[number] | (typeof optional)[number]
type Row = TableRow<Column> | BrokenRow<Column>

const ofLine = new Set<Column>(['channelLineNo', 'sellerSku', 'title', 'quantity', 'unitPrice', 'discount'])
const ofOrder = genericColumns.filter((column) => !ofLine.has(column))
/** Fields whose name in the order is not their column's; the others are called alike on both sides. */
const columnOf: Readonly<Record<string, Column>> = {
  'buyer.id': 'buyerId',
  'buyer.nick': 'buyerNick',
  'buyer.email': 'buyerEmail',
  discount: 'orderDiscount',
}

/**
 * One CSV file, one row per order line, the columns of the ingest call laid flat. The rows of an order may stand anywhere:
 * a first pass notes each order's last row, so that the second holds only the orders that are still open.
 */
export const genericProfile: Profile = async function* (input, shop) {
  const file = tableOf(input).name
  const last = new Map<string, number>()
  for await (const row of rowsOf(input)) last.set(numberOf(row), row.row)
  const open = new Map<string, Row[]>()
  for await (const row of rowsOf(input)) {
    const no = numberOf(row)
    const rows = [...(open.get(no) ?? []), row]
    if (last.get(no) === row.row || no === '') {
      open.delete(no)
      yield orderOf(file, rows, shop)
    } else open.set(no, rows)
  }
}

function numberOf(row: Row): string {
  return ('values' in row ? row.values : row.hints).channelOrderNo ?? ''
}

function rowsOf(input: TableInput): AsyncGenerator<Row> {
  return readTable<Column>(input, { required, optional, strict: true })
}

/** An order with one row that cannot be read is not an order with one line less: it stays out as a whole. */
function orderOf(file: string, all: readonly Row[], shop: { currency: string; timeZone: string }): FileOrder {
  const errors: RowError[] = all.flatMap((row) =>
    'code' in row ? { file, row: row.row, column: row.column, code: row.code } : [],
  )
  const rows = all.filter((row): row is TableRow<Column> => 'values' in row)
  const [first] = rows
  if (!first || errors.length > 0)
    return { order: {}, errors, rows: all.map((row) => row.row), place: () => ({ file, row: 0, column: '' }) }
  const { values } = first
  const lines = rows.filter((row) => [...ofLine].some((column) => row.values[column] !== ''))
  const place = (field: string): Place => {
    const [, index, name = ''] = /^lines\.(\d+)\.?(.*)$/.exec(field) ?? []
    if (index !== undefined) return { file, row: lines[Number(index)]?.row ?? first.row, column: name }
    return { file, row: first.row, column: columnOf[field] ?? field.replace(/^(address|buyer)\./, '') }
  }
  const time = (column: Column) => {
    if (values[column] === '') return undefined
    const at = readTime(values[column], shop.timeZone)
    if (!at) errors.push({ file, row: first.row, column, code: 'not_a_time' })
    return at
  }
  for (const row of rows.slice(1)) {
    for (const column of ofOrder) {
      if (row.values[column] !== '' && row.values[column] !== values[column])
        errors.push({ file, row: row.row, column, code: 'differs_from_first_row' })
    }
  }
  const createdAt = time('createdAt')
  const paidAt = time('paidAt')
  const latest = paidAt && createdAt && paidAt > createdAt ? paidAt : createdAt
  const order = {
    ...given(values, ['channelOrderNo', 'status', 'shippingFee', 'total', 'paid', 'buyerNote']),
    currency: (values.currency || shop.currency).toUpperCase(),
    ...(values.orderDiscount && { discount: values.orderDiscount }),
    createdAt: createdAt?.toISOString() ?? '',
    paidAt: paidAt?.toISOString() ?? null,
    modifiedAt: (time('modifiedAt') ?? latest)?.toISOString() ?? '',
    promisedShipAt: time('promisedShipAt')?.toISOString() ?? null,
    buyer: {
      ...(values.buyerId && { id: values.buyerId }),
      ...(values.buyerNick && { nick: values.buyerNick }),
      ...(values.buyerEmail && { email: values.buyerEmail }),
    },
    address: given(values, ['name', 'phone', 'country', 'province', 'city', 'district', 'line1', 'postcode']),
    lines: lines.map((row, i) => ({
      ...given(row.values, ['sellerSku', 'title', 'unitPrice', 'discount']),
      channelLineNo: row.values.channelLineNo || String(i + 1),
      quantity: /^-?\d{1,9}$/.test(row.values.quantity) ? Number(row.values.quantity) : row.values.quantity,
    })),
  }
  return { order, errors, rows: all.map((row) => row.row), place }
}

/** The columns something stands in; what is empty takes the ingest call's own default, or is missed by it. */
function given(values: TableRow<Column>['values'], columns: readonly Column[]): Record<string, string> {
  return Object.fromEntries(columns.filter((column) => values[column] !== '').map((column) => [column, values[column]]))
}
