import { type BrokenRow, readTable, type TableRow } from '@/lib/adapters/files/table'
import { tableOf } from '@/lib/adapters/files/table-file'
import { fromMinor } from '@/lib/kernel/money'
import { goodsOf } from '@/lib/modules/orders/internal/normalise-order'
import type { FileOrder, Place, Profile, RowError } from '@/lib/modules/orders/internal/profiles/file-order'
import { readTime } from '@/lib/modules/orders/internal/profiles/read-time'

const required = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
  'Country',
] as const
type Column = (typeof required)[number]
type Row = TableRow<Column> | BrokenRow<Column>
type Shop = { currency: string; timeZone: string }

const countries: Readonly<Record<string, string>> = {
  'United Kingdom': 'GB',
  EIRE: 'IE',
  France: 'FR',
  Australia: 'AU',
  Norway: 'NO',
  Germany: 'DE',
  Switzerland: 'CH',
  Portugal: 'PT',
  Netherlands: 'NL',
  Bahrain: 'BH',
  Belgium: 'BE',
  Italy: 'IT',
  Spain: 'ES',
}

/**
 * The layout of UCI's Online Retail: one row per invoice line, without a key of its own, history. Rows of an invoice that begins
 * with C are what came back, each a request of its own; a negative quantity elsewhere corrects stock and is no sale.
 */
export const onlineRetail: Profile = async function* (input, shop) {
  const file = tableOf(input).name
  const last = new Map<string, number>()
  for await (const row of rowsOf(input)) last.set(invoiceOf(row), row.row)
  const open = new Map<string, Row[]>()
  for await (const row of rowsOf(input)) {
    const no = invoiceOf(row)
    const rows = open.get(no) ?? []
    rows.push(row)
    open.set(no, rows)
    if (last.get(no) !== row.row && no !== '') continue
    open.delete(no)
    yield* invoice(file, no, rows, shop)
  }
}

function rowsOf(input: Parameters<Profile>[0]): AsyncGenerator<Row> {
  return readTable<Column>(input, { required, strict: false })
}

function invoiceOf(row: Row): string {
  return ('values' in row ? row.values : row.hints).InvoiceNo ?? ''
}

function* invoice(file: string, no: string, all: readonly Row[], shop: Shop): Generator<FileOrder> {
  const broken = all.flatMap((row) =>
    'code' in row ? [{ file, row: row.row, column: row.column, code: row.code }] : [],
  )
  const rows = all.filter((row): row is TableRow<Column> => 'values' in row)
  const back = no.startsWith('C')
  const corrections = back ? [] : rows.filter(({ values }) => values.Quantity.startsWith('-'))
  const sold = back ? [] : rows.filter((row) => !corrections.includes(row))
  for (const { row } of corrections) {
    const place = { file, row, column: 'Quantity' }
    yield { order: {}, errors: [{ ...place, code: 'stock_correction' }], rows: [row], place: () => place }
  }
  if (back) for (const [i, row] of rows.entries()) yield returnOf(file, row, i + 1, shop)
  // An invoice with one row that cannot be read is not one with a line less.
  if (broken.length > 0) {
    const place = broken[0] as Place
    yield { order: {}, errors: broken, rows: all.map((row) => row.row), place: () => place }
  } else if (sold.length > 0) yield orderOf(file, no, sold, shop)
}

function orderOf(file: string, no: string, rows: readonly TableRow<Column>[], shop: Shop): FileOrder {
  const [first] = rows as [TableRow<Column>]
  const errors: RowError[] = []
  const at = timeOf(file, first, shop, errors)
  const lines = rows.map(({ values }, i) => ({
    channelLineNo: String(i + 1),
    sellerSku: values.StockCode,
    title: values.Description || values.StockCode,
    quantity: wholeOf(values.Quantity),
    unitPrice: priceOf(values.UnitPrice),
  }))
  const goods = lines.map((line, i) =>
    typeof line.quantity === 'number' && /^\d{1,13}(\.\d{1,6})?$/.test(line.unitPrice)
      ? goodsOf({ unitPrice: line.unitPrice, quantity: line.quantity }, shop.currency, `lines.${i}.unitPrice`, [])
      : 0n,
  )
  const total = fromMinor(
    goods.reduce((a, b) => a + b, 0n),
    shop.currency,
  )
  const customer = customerOf(first.values.CustomerID)
  const order = {
    channelOrderNo: no,
    status: 'delivered',
    createdAt: at,
    paidAt: at || null,
    modifiedAt: at,
    currency: shop.currency,
    // By the nick a return finds its sale: intake makes it searchable without keeping it readable.
    buyer: customer ? { id: customer, nick: customer } : {},
    address: { country: countries[first.values.Country] ?? first.values.Country },
    lines,
    total,
    paid: total,
  }
  const names: Readonly<Record<string, Column>> = {
    sellerSku: 'StockCode',
    title: 'Description',
    quantity: 'Quantity',
    unitPrice: 'UnitPrice',
  }
  const place = (field: string): Place => {
    const [, index, name = ''] = /^lines\.(\d+)\.?(.*)$/.exec(field) ?? []
    if (index !== undefined) return { file, row: rows[Number(index)]?.row ?? first.row, column: names[name] ?? '' }
    return { file, row: first.row, column: /At$/.test(field) ? 'InvoiceDate' : 'InvoiceNo' }
  }
  return { order, errors, rows: rows.map((row) => row.row), place }
}

function returnOf(file: string, row: TableRow<Column>, no: number, shop: Shop): FileOrder {
  const { values } = row
  const errors: RowError[] = []
  const quantity = wholeOf(values.Quantity)
  const here = (column: Column): Place => ({ file, row: row.row, column })
  if (typeof quantity !== 'number' || quantity >= 0) errors.push({ ...here('Quantity'), code: 'not_a_return' })
  const back = {
    channelReturnNo: values.InvoiceNo,
    channelLineNo: String(no),
    buyerNick: customerOf(values.CustomerID),
    sellerSku: values.StockCode,
    quantity: typeof quantity === 'number' ? -quantity : 0,
    unitPrice: priceOf(values.UnitPrice),
    requestedAt: timeOf(file, row, shop, errors),
  }
  return { order: {}, back, errors, rows: [row.row], place: () => here('InvoiceNo') }
}

function timeOf(file: string, { row, values }: TableRow<Column>, shop: Shop, errors: RowError[]): string {
  const at = readTime(values.InvoiceDate, shop.timeZone)
  if (!at) errors.push({ file, row, column: 'InvoiceDate', code: 'not_a_time' })
  return at?.toISOString() ?? ''
}

function wholeOf(text: string): number | string {
  return /^-?\d{1,9}$/.test(text) ? Number(text) : text
}

/** A customer's number has been through a spreadsheet: `17850.0`. */
function customerOf(text: string): string {
  return text.replace(/\.0$/, '')
}

function priceOf(text: string): string {
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text
}
