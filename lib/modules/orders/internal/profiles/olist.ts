import { existsSync } from 'node:fs'
import path from 'node:path'
import { readTable } from '@/lib/adapters/files/table'
import type { TableFile, TableInput } from '@/lib/adapters/files/table-file'
import { groupBy } from '@/lib/kernel/group'
import { fromMinor, isAmount, toMinor } from '@/lib/kernel/money'
import { invalid } from '@/lib/kernel/refusal'
import type { FileOrder, Place, Profile, RowError } from '@/lib/modules/orders/internal/profiles/file-order'
import { readTime } from '@/lib/modules/orders/internal/profiles/read-time'

const statuses: Readonly<Record<string, string>> = {
  delivered: 'delivered',
  shipped: 'shipped',
  canceled: 'cancelled',
  unavailable: 'cancelled',
  approved: 'paid',
  invoiced: 'paid',
  processing: 'paid',
  created: 'unpaid',
}

const moments = [
  'order_purchase_timestamp',
  'order_approved_at',
  'order_delivered_carrier_date',
  'order_delivered_customer_date',
] as const
const orderColumns = ['order_id', 'customer_id', 'order_status', ...moments] as const

type Item = { row: number; no: string; product: string; limit: string; price: string; freight: string }
type Customer = { person: string; zip: string; city: string; state: string }
type Tables = {
  items: Map<string, Item[]>
  payments: Map<string, { row: number; value: string }[]>
  customers: Map<string, Customer>
  titles: Map<string, string>
  files: { orders: string; items: string; payments: string }
  /** Rows that cannot be read, by whose they are: an order without one of its rows is another order. */
  lostOfOrder: Map<string, RowError[]>
  lostOfCustomer: Map<string, RowError[]>
  errors: RowError[]
}
type Lost = RowError & { key: string }

/** The tables of Olist's Brazilian marketplace: orders stream, what hangs on them is looked up. Times are the shop's wall clock. */
export const olistProfile: Profile = async function* (input, { currency, timeZone }) {
  const find = typeof input === 'string' ? inFolder(input) : inArchive(input)
  const tables = await readTables(find)
  for (const error of tables.errors) yield { order: {}, errors: [error], rows: [error.row], place: () => error }
  const orders = find('olist_orders_dataset')
  const file = nameOf(orders)
  await refuseUnowned(tables, orders)
  for await (const row of readTable(orders, { required: orderColumns, strict: false })) {
    if (!('values' in row)) {
      const place = { file, row: row.row, column: row.column }
      yield { order: {}, errors: [{ ...place, code: row.code }], rows: [row.row], place: () => place }
    } else yield orderOf(tables, row.row, row.values, currency, timeZone)
  }
}

async function readTables(find: Find): Promise<Tables> {
  const read = async <C extends string>(name: string, required: readonly [C, ...C[]]) => {
    const file = find(name)
    const rows: ({ row: number } & Record<C, string>)[] = []
    const lost: Lost[] = []
    for await (const row of readTable(file, { required, strict: false })) {
      if ('values' in row) rows.push({ ...row.values, row: row.row })
      else {
        const { hints, column, code } = row
        lost.push({ file: nameOf(file), row: row.row, column, code, key: hints[required[0]] ?? '' })
      }
    }
    return { file: nameOf(file), rows, lost }
  }
  const items = await read('olist_order_items_dataset', [
    'order_id',
    'order_item_id',
    'product_id',
    'shipping_limit_date',
    'price',
    'freight_value',
  ])
  const payments = await read('olist_order_payments_dataset', ['order_id', 'payment_value'])
  const customers = await read('olist_customers_dataset', [
    'customer_id',
    'customer_unique_id',
    'customer_zip_code_prefix',
    'customer_city',
    'customer_state',
  ])
  const products = await read('olist_products_dataset', ['product_id', 'product_category_name'])
  const english = await read('product_category_name_translation', [
    'product_category_name',
    'product_category_name_english',
  ])
  const names = new Map(english.rows.map((r) => [r.product_category_name, r.product_category_name_english]))
  const lines = items.rows.map((r) => ({
    order: r.order_id,
    row: r.row,
    no: r.order_item_id,
    product: r.product_id,
    limit: r.shipping_limit_date,
    price: r.price,
    freight: r.freight_value,
  }))
  const paid = payments.rows.map((r) => ({ order: r.order_id, row: r.row, value: r.payment_value }))
  return {
    items: groupBy(lines, (l) => l.order),
    payments: groupBy(paid, (p) => p.order),
    customers: new Map(
      customers.rows.map((r) => [
        r.customer_id,
        {
          person: r.customer_unique_id,
          zip: r.customer_zip_code_prefix.padStart(5, '0'),
          city: r.customer_city,
          state: r.customer_state,
        },
      ]),
    ),
    titles: new Map(
      products.rows.map((r) => [r.product_id, names.get(r.product_category_name) || r.product_category_name]),
    ),
    files: { orders: nameOf(find('olist_orders_dataset')), items: items.file, payments: payments.file },
    lostOfOrder: byOwner([...items.lost, ...payments.lost]),
    lostOfCustomer: byOwner(customers.lost),
    // What a thing is called may be missing: its order is whole without.
    errors: [...products.lost, ...english.lost].map(errorOf),
  }
}

const errorOf = ({ key: _, ...error }: Lost): RowError => error

function byOwner(lost: readonly Lost[]): Map<string, RowError[]> {
  return new Map([...groupBy(lost, ({ key }) => key)].map(([key, rows]) => [key, rows.map(errorOf)]))
}

/** Enough to begin mending with. */
const mostNamed = 50

/**
 * A line or a payment that cannot be read, of no order one can tell: any order might be the one that lacks it, so none is taken in
 * before the row is mended.
 */
async function refuseUnowned({ lostOfOrder }: Tables, orders: TableInput): Promise<void> {
  if (lostOfOrder.size === 0) return
  const unowned = new Map(lostOfOrder)
  for await (const row of readTable(orders, { required: orderColumns, strict: false }))
    unowned.delete(('values' in row ? row.values : row.hints).order_id ?? '')
  const rows = [...unowned.values()].flat()
  if (rows.length > 0)
    invalid(rows.slice(0, mostNamed).map(({ file, row, code }) => ({ path: `${file}:${row}`, code })))
}

/** One of the tables by its name, plain or packed. */
type Find = (name: string) => TableInput

function inFolder(folder: string): Find {
  return (name) => {
    const plain = path.join(folder, `${name}.csv`)
    const found = [plain, `${plain}.gz`].find((file) => existsSync(file))
    return found ?? invalid([{ path: `${name}.csv`, code: 'missing_file' }])
  }
}

function inArchive({ tables }: TableFile): Find {
  return (name) => tables?.get(`${name}.csv`) ?? invalid([{ path: `${name}.csv`, code: 'missing_file' }])
}

const nameOf = (input: TableInput) => (typeof input === 'string' ? path.basename(input) : input.name)

function orderOf(
  tables: Tables,
  row: number,
  values: Record<(typeof orderColumns)[number], string>,
  currency: string,
  zone: string,
): FileOrder {
  const errors: RowError[] = [...(tables.lostOfOrder.get(values.order_id) ?? [])]
  const here = (column: string): Place => ({ file: tables.files.orders, row, column })
  const inItems = (at: number, column: string): Place => ({ file: tables.files.items, row: at, column })
  const time = (text: string, place: Place) => {
    if (text === '') return undefined
    const at = readTime(text, zone)
    if (!at) errors.push({ ...place, code: 'not_a_time' })
    return at
  }
  const minor = (text: string, place: Place) => {
    // Prices come as 29.9 and 29.00 alike; digits beyond the currency's are no amount.
    if (isAmount(text, currency)) return toMinor(text, currency)
    errors.push({ ...place, code: 'invalid_amount' })
    return 0n
  }
  const items = [...(tables.items.get(values.order_id) ?? [])].sort((a, b) => Number(a.no) - Number(b.no))
  const payments = tables.payments.get(values.order_id) ?? []
  const goods = sum(items.map((i) => minor(i.price, inItems(i.row, 'price'))))
  const freight = sum(items.map((i) => minor(i.freight, inItems(i.row, 'freight_value'))))
  const paid = sum(
    payments.map((p) => minor(p.value, { file: tables.files.payments, row: p.row, column: 'payment_value' })),
  )
  const times = moments.map((column) => time(values[column], here(column)))
  const [createdAt, paidAt] = times
  const limits = items.flatMap((i) => time(i.limit, inItems(i.row, 'shipping_limit_date')) ?? [])
  const customer = tables.customers.get(values.customer_id)
  if (!customer)
    errors.push(...(tables.lostOfCustomer.get(values.customer_id) ?? [{ ...here('customer_id'), code: 'unknown' }]))
  const status = statuses[values.order_status]
  if (!status) errors.push({ ...here('order_status'), code: 'unknown' })
  const order = {
    channelOrderNo: values.order_id,
    status,
    createdAt: createdAt?.toISOString() ?? '',
    paidAt: paidAt?.toISOString() ?? null,
    modifiedAt: latest(times)?.toISOString() ?? '',
    promisedShipAt: earliest(limits)?.toISOString() ?? null,
    currency,
    buyer: { id: customer?.person },
    address: { country: 'BR', province: customer?.state, city: customer?.city, postcode: customer?.zip },
    lines: items.map((i) => ({
      channelLineNo: i.no,
      sellerSku: i.product,
      title: tables.titles.get(i.product) || 'product',
      quantity: 1,
      unitPrice: i.price,
    })),
    shippingFee: fromMinor(freight, currency),
    total: fromMinor(goods + freight, currency),
    paid: fromMinor(paid, currency),
  }
  return { order, errors, rows: [row], place: placeOf }

  function placeOf(field: string): Place {
    const [, index, name = ''] = /^lines\.(\d+)\.?(.*)$/.exec(field) ?? []
    const item = index === undefined ? undefined : items[Number(index)]
    return item ? inItems(item.row, itemColumns[name] ?? name) : here(columns[field] ?? field)
  }
}

const itemColumns: Readonly<Record<string, string>> = {
  channelLineNo: 'order_item_id',
  sellerSku: 'product_id',
  unitPrice: 'price',
}
const columns: Readonly<Record<string, string>> = {
  channelOrderNo: 'order_id',
  status: 'order_status',
  createdAt: 'order_purchase_timestamp',
  paidAt: 'order_approved_at',
  modifiedAt: 'order_purchase_timestamp',
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((a, b) => a + b, 0n)
}

function latest(times: readonly (Date | undefined)[]): Date | undefined {
  return times.reduce((a, b) => (!a || (b && b > a) ? b : a), undefined)
}

function earliest(times: readonly Date[]): Date | undefined {
  return times.reduce<Date | undefined>((a, b) => (!a || b < a ? b : a), undefined)
}
