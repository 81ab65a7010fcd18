import type { Readable } from 'node:stream'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider } from 'use-intl'
import { describe, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { RejectTable } from '@/components/exchange/reject-table'
import type { ImportReject } from '@/lib/modules/exchange/list-import-errors'
import { reasonOf } from '@/lib/modules/exchange/reason-of'
import type { ImportView } from '@/lib/modules/exchange/schema'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { createShop } from '@/lib/modules/settings/create-shop'
import { run } from '@/lib/platform/door/run'
import { MESSAGES } from '@/lib/platform/i18n/messages'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { bytesOf } from '@/tests/support/tables'
import { createTenant } from '@/tests/support/tenant'
import { call, upload } from '@/tests/support/uploads'

await setupWorkerDatabase()

const at = '2017-10-02 10:56:33'
const order = (no: string, customer: string) => `${no},${customer},delivered,${at},${at},${at},${at}`
const good = {
  olist_orders_dataset: [
    'order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at,order_delivered_carrier_date,order_delivered_customer_date',
    order('o1', 'c1'),
    order('o2', 'nobody'),
    order('o3', 'c1'),
  ],
  olist_order_items_dataset: [
    'order_id,order_item_id,product_id,seller_id,shipping_limit_date,price,freight_value',
    `o1,1,p1,s1,${at},29.90,8.72`,
    `o1,2,p1,s1,${at},29.90,8.72`,
    `o2,1,p1,s1,${at},10.00,1.00`,
    `o3,1,p1,s1,${at},ten,1.00`,
  ],
  olist_order_payments_dataset: ['order_id,payment_value', 'o1,77.24', 'o2,11.00'],
  olist_customers_dataset: [
    'customer_id,customer_unique_id,customer_zip_code_prefix,customer_city,customer_state',
    'c1,u1,3149,sao paulo,SP',
  ],
  olist_products_dataset: ['product_id,product_category_name', 'p1,bebes'],
  product_category_name_translation: ['product_category_name,product_category_name_english', 'bebes,baby'],
}

async function zipOf(tables: Record<string, readonly string[]>, more: Record<string, Buffer> = {}): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, lines] of Object.entries(tables))
    zip.addBuffer(Buffer.from(lines.join('\n')), `archive/${name}.csv`)
  for (const [name, bytes] of Object.entries(more)) zip.addBuffer(bytes, name)
  zip.end()
  return bytesOf(zip.outputStream as Readable)
}

describe('S4.34 tables that belong together, as one zip', () => {
  test('are checked, looked at and taken in; what is wrong is told and leads to no page of columns; without a table nothing begins', async () => {
    const tenant = await createTenant({ currency: 'BRL', timeZone: 'America/Sao_Paulo' })
    await run(createShop, tenant.owner, {
      code: 'olist',
      name: 'Olist',
      channel: 'file',
      currency: 'BRL',
      timeZone: 'America/Sao_Paulo',
    })
    const fields = { kind: 'orders', profile: 'olist', shopCode: 'olist', start: 'draft' }
    const send = async (bytes: Buffer) => {
      const answer = await upload(tenant.owner, '/imports', bytes, fields, { name: 'olist.zip' })
      expect(answer.status).toBe(202)
      const { id } = (await answer.json()) as ImportView
      await drainAll(tenant.tenantId)
      return (await call(tenant.owner, 'GET', `/imports/${id}`)).json() as Promise<ImportView>
    }

    const checked = await send(await zipOf(good, { 'archive/.DS_Store': Buffer.alloc(9) }))
    expect(checked).toMatchObject({ state: 'checked', total: 3, rejected: 2, created: 0 })
    const answer = await call(tenant.owner, 'GET', `/imports/${checked.id}/errors`)
    const { items: told } = (await answer.json()) as { items: ImportReject[] }
    expect(told).toMatchObject([
      { rows: [3], errors: [{ file: 'olist_orders_dataset.csv', row: 3, column: 'customer_id', code: 'unknown' }] },
      {
        rows: [4],
        errors: [{ file: 'olist_order_items_dataset.csv', row: 5, column: 'price', code: 'invalid_amount' }],
      },
    ])
    const rejects = await call(tenant.owner, 'GET', `/imports/${checked.id}/rejects?locale=en`)
    expect(rejects.headers.get('content-disposition')).toContain('olist.rejects.csv')
    expect(await rejects.text()).toMatch(
      /^\ufeff?#file,#row,#column,#reason\r?\nolist_orders_dataset\.csv,3,customer_id,.+\r?\nolist_order_items_dataset\.csv,5,price,.+\r?\n$/,
    )
    const [locale, messages] = ['zh-CN', MESSAGES['zh-CN']] as const
    const table = createElement(RejectTable, { one: checked, rejects: told })
    const shown = renderToStaticMarkup(
      createElement(() => IntlProvider({ locale, messages, timeZone: 'UTC', children: table })),
    )
    expect(shown.match(/<t[dh]\b[^>]*>[^<]*/g)?.map((cell) => cell.replace(/<[^>]*>/, ''))).toEqual([
      ...['表文件', '行', '列', '原因'],
      ...['olist_orders_dataset.csv', '3', 'customer_id', reasonOf('unknown', 'zh-CN')],
      ...['olist_order_items_dataset.csv', '5', 'price', reasonOf('invalid_amount', 'zh-CN')],
    ])

    expect((await call(tenant.owner, 'POST', `/imports/${checked.id}/start`, { body: '{}' })).status).toBe(200)
    await drainAll(tenant.tenantId)
    const { items } = await run(listOrders, tenant.owner, {})
    expect(items).toMatchObject([{ channelOrderNo: 'o1', total: '77.24', currency: 'BRL' }])
    expect(
      await send(await zipOf({ ...good, olist_orders_dataset: good.olist_orders_dataset.slice(0, 2) })),
    ).toMatchObject({ state: 'checked', total: 1, rejected: 0 })

    // A row of another table that cannot be read keeps its whole order out, under that table's name; one of no order keeps out all.
    const withRow = (name: 'olist_order_items_dataset' | 'olist_order_payments_dataset', line: string) =>
      zipOf({ ...good, [name]: [...good[name], line] })
    const short = await send(await withRow('olist_order_items_dataset', `"o1","3,"p1",s1,${at},29.90,8.72`))
    expect(short).toMatchObject({ state: 'checked', total: 3, rejected: 3, created: 0 })
    const kept = await call(tenant.owner, 'GET', `/imports/${short.id}/errors`)
    expect(((await kept.json()) as { items: ImportReject[] }).items[0]).toMatchObject({
      rows: [2],
      errors: [{ file: 'olist_order_items_dataset.csv', row: 6, column: '', code: 'broken_quotes' }],
    })
    expect(await send(await withRow('olist_order_payments_dataset', 'o1,1.00,2.00'))).toMatchObject({ rejected: 3 })
    expect(await send(await withRow('olist_order_payments_dataset', '1.00'))).toMatchObject({
      state: 'failed',
      failure: [{ path: 'olist_order_payments_dataset.csv:4', code: 'column_count' }],
    })

    const { olist_customers_dataset: _, ...fewer } = good
    expect(await send(await zipOf(fewer))).toMatchObject({
      state: 'failed',
      failure: [{ path: 'olist_customers_dataset.csv', code: 'missing_file' }],
    })
    const refusals: [Buffer, string][] = [
      [await zipOf(good, { 'burst.csv': Buffer.alloc(30_000_000) }), 'bomb'],
      [await zipOf(good, { 'twice/olist_orders_dataset.csv': Buffer.from('x') }), 'duplicate'],
      [Buffer.from(good.olist_orders_dataset.join('\n')), 'broken_archive'],
    ]
    for (const [bytes, code] of refusals)
      expect(await send(bytes)).toMatchObject({ state: 'failed', failure: [{ code }] })
  })
})
